//! Logistic regression by truncated Newton steps, for several columns of scores at once: one class against the rest in each column, or
//! all classes together (multinomial).
//!
//! L. Galli, C.-J. Lin: "A study on truncated Newton methods for linear classification", IEEE TNNLS (2021): steps by conjugate
//! gradients, preconditioned by the diagonal, ended by Nash and Sofer's quadratic test, and shortened until the objective falls enough.
//! Columns that exclude nothing from each other share every pass over the rows and nothing else.

use super::conjugate::{Descent, Packings, Sums, Surface, each, joined, pack, sweep};
use super::design::{Design, Lanes, TASK};
use super::loss::Loss;
use super::quad::{DROP, KEEP, Quad, add_products, change};
use crate::error::Result;
use crate::pool::stop_if_asked;

/// At most `L` columns to be fitted.
#[derive(Debug)]
pub struct Task<'a, const L: usize> {
    /// The rows.
    pub design: &'a Design<'a>,
    /// The classes of each row, as bits.
    pub marks: &'a [u32],
    /// What an error in each row costs: the inverse of regularisation times the row's weight.
    pub costs: &'a [f32],
    /// What that is multiplied by in each column, for rows outside and inside of its class.
    pub factors: [[f32; 2]; L],
    /// What the square of each weight costs.
    pub penalties: Vec<Lanes<L>>,
    /// The number of columns.
    pub columns: usize,
    /// The loss.
    pub loss: Loss,
    /// The fit stands when a step can lower the objective by no more than this part of it.
    pub tolerance: f64,
}

/// Newton steps, at most.
const STEPS: usize = 50;
/// How much of the progress that the slope promises must be made.
const ARMIJO: f64 = 0.01;
const HALVINGS: usize = 20;
/// Steps to the best constant.
const CONSTANT_STEPS: usize = 8;

impl<const L: usize> Task<'_, L> {
    /// The loss of one row with its slope; and its curvature, or (all classes together) the probabilities that give it.
    fn row(&self, row: usize, scores: &Lanes<L>, slopes: &mut Lanes<L>, curves: &mut Lanes<L>) -> Sums<L> {
        let mut loss = [0.0; L];
        let (mark, cost) = (self.marks[row], self.costs[row]);
        match self.loss {
            Loss::OneVsRest => {
                for k in 0..self.columns {
                    let inside = mark >> k & 1;
                    let cost = cost * self.factors[k][inside as usize];
                    let margin = if inside == 1 { scores[k] } else { -scores[k] };
                    let e = (-margin.abs()).exp();
                    let wrong = if margin > 0.0 { e } else { 1.0 } / (1.0 + e);
                    loss[k] = f64::from(cost * (e.ln_1p() + (-margin).max(0.0)));
                    slopes[k] = if inside == 1 { -cost * wrong } else { cost * wrong };
                    curves[k] = cost * e / ((1.0 + e) * (1.0 + e));
                }
            }
            Loss::Multinomial => {
                let right = mark.trailing_zeros() as usize;
                if right >= self.columns {
                    return loss;
                }
                let cost = cost * self.factors[right][1];
                let top = scores[..self.columns].iter().copied().fold(f32::NEG_INFINITY, f32::max);
                let mut sum = 0.0;
                for k in 0..self.columns {
                    curves[k] = (scores[k] - top).exp();
                    sum += curves[k];
                }
                loss[0] = f64::from(cost * (sum.ln() + top - scores[right]));
                for k in 0..self.columns {
                    curves[k] /= sum;
                    slopes[k] = cost * (curves[k] - f32::from(u8::from(k == right)));
                }
            }
        }
        loss
    }

    fn row_cost(&self, row: usize) -> f32 {
        self.factors.get(self.marks[row].trailing_zeros() as usize).map_or(0.0, |f| f[1] * self.costs[row])
    }

    /// The curvature of each column by itself.
    fn own_curve(&self, row: usize, curves: &Lanes<L>) -> Lanes<L> {
        match self.loss {
            Loss::OneVsRest => *curves,
            Loss::Multinomial => curves.map(|p| self.row_cost(row) * p * (1.0 - p)),
        }
    }

    /// The loss where the rows have moved by so much, with slopes and curvatures there.
    fn evaluate(&self, by: &Sums<L>, moved: &[Lanes<L>], place: &mut Place<L>) -> Result<Sums<L>> {
        let by = by.map(|b| b as f32);
        let Place { scores, slopes, curves, .. } = place;
        let parts = scores.chunks(TASK).zip(moved.chunks(TASK)).zip(slopes.chunks_mut(TASK)).zip(curves.chunks_mut(TASK));
        let sums = sweep(self.design.threads(), parts, |first, (((scores, moved), slopes), curves)| {
            let mut sum = [0.0; L];
            for (i, ((score, moved), (slope, curve))) in scores.iter().zip(moved).zip(slopes.iter_mut().zip(curves)).enumerate() {
                let there = std::array::from_fn(|k| score[k] + by[k] * moved[k]);
                let loss = self.row(first + i, &there, slope, curve);
                sum.iter_mut().zip(loss).for_each(|(sum, loss)| *sum += loss);
            }
            sum
        })?;
        Ok(joined(self.loss, sums))
    }

    /// The constant that is best without any feature, for one class against the rest: what nearly all rows of a rare class's others have.
    fn best_constant(&self, column: usize, penalty: f64) -> f64 {
        let mut costs = [0.0; 2];
        for (mark, &cost) in self.marks.iter().zip(self.costs) {
            let inside = (mark >> column & 1) as usize;
            costs[inside] += f64::from(cost) * f64::from(self.factors[column][inside]);
        }
        let [outside, inside] = costs;
        let of = |b: f64| 1.0 / (1.0 + (-b).exp());
        (0..CONSTANT_STEPS).fold(((inside + 1.0) / (outside + 1.0)).ln(), |b, _| {
            let slope = penalty * b + outside * of(b) - inside * of(-b);
            b - slope / (penalty + (outside + inside) * of(b) * of(-b))
        })
    }

    /// Minimises. Gives the weights of all features and the constant. `from_constant`: begins with the best constants instead of nothing,
    /// which spares the steps that would bring it there, one for each power of e.
    pub fn minimise(&self, from_constant: bool) -> Result<Vec<Lanes<L>>> {
        let (features, rows) = (|| vec![[0.0; L]; self.design.width()], || vec![[0.0; L]; self.design.height()]);
        let mut place = Place {
            weights: features(),
            scores: rows(),
            slopes: rows(),
            curves: rows(),
            loss: [0.0; L],
            objective: [0.0; L],
            open: std::array::from_fn(|k| k < self.columns),
            steps: STEPS,
        };
        let at = self.design.constant();
        let mut penalty = [0.0; L];
        if from_constant {
            let constants =
                std::array::from_fn(
                    |k| if k < self.columns { self.best_constant(k, f64::from(self.penalties[at][k])) as f32 } else { 0.0 },
                );
            place.weights[at] = constants;
            place.scores.fill(constants);
            penalty = each(|k| 0.5 * f64::from(self.penalties[at][k]) * f64::from(constants[k]).powi(2));
        }
        place.loss = self.evaluate(&[0.0; L], &rows(), &mut place)?;
        place.objective = each(|k| place.loss[k] + penalty[k]);
        self.go_on(&mut place)?;
        Ok(place.weights)
    }

    /// Goes on to the minimum. Columns that have reached it cost little more.
    fn go_on(&self, place: &mut Place<L>) -> Result<()> {
        let (design, penalties, threads) = (self.design, &self.penalties, self.design.threads());
        let features = || vec![[0.0_f32; L]; design.width()];
        let (mut gradient, mut inverse) = (features(), features());
        let (mut descent, mut packings) = (Descent::new(design.width(), design.height()), Packings::default());
        let row_costs: Vec<f32> = match self.loss {
            Loss::OneVsRest => Vec::new(),
            Loss::Multinomial => (0..design.height()).map(|row| self.row_cost(row)).collect(),
        };
        while place.steps > 0 && place.open.contains(&true) {
            if self.loss == Loss::OneVsRest {
                let open = place.open.iter().filter(|open| **open).count();
                if (1..=2).contains(&open) && L > 2 || (3..=4).contains(&open) && L > 4 {
                    drop((gradient, inverse, descent, packings));
                    return if open > 2 { self.go_on_with::<4>(place) } else { self.go_on_with::<2>(place) };
                }
            }
            stop_if_asked();
            place.steps -= 1;
            let weights = &place.weights;
            design.sums::<L, 1>(&place.slopes, &mut gradient, &mut descent.room, |first, sums| {
                for ((sum, weight), penalty) in sums.iter_mut().zip(&weights[first..]).zip(&penalties[first..]) {
                    add_products(sum, penalty, weight);
                }
                [0.0; L]
            })?;
            sweep::<L, _>(threads, place.curves.chunks(TASK).zip(descent.bent.chunks_mut(TASK)), |first, (curves, own)| {
                (first..).zip(own.iter_mut().zip(curves)).for_each(|(row, (own, curve))| *own = self.own_curve(row, curve));
                [0.0; L]
            })?;
            design.sums::<L, 2>(&descent.bent, &mut inverse, &mut descent.room, |first, sums| {
                for (sum, penalty) in sums.iter_mut().zip(&penalties[first..]) {
                    (0..L).for_each(|k| sum[k] = 1.0 / (sum[k] + penalty[k]));
                }
                [0.0; L]
            })?;
            let Descent { step, residue, direction, .. } = &mut descent;
            let parts = gradient.chunks(TASK).zip(inverse.chunks(TASK)).zip(residue.chunks_mut(TASK)).zip(direction.chunks_mut(TASK));
            let mask = place.open.map(|open| if open { KEEP } else { DROP });
            let rho = joined(
                self.loss,
                sweep(threads, parts.zip(step.chunks_mut(TASK)), |_, ((((g, m), r), d), s)| {
                    let mut sum = [0.0_f32; L];
                    s.fill([0.0; L]);
                    for (((g, m), r), d) in g.iter().zip(m).zip(r).zip(d) {
                        change(r, [g], |_, [g]| Quad::all(-1.0) * g);
                        change(d, [m, r, &mask], |_, [m, r, mask]| (m * r).masked(mask));
                        add_products(&mut sum, r, d);
                    }
                    sum.map(f64::from)
                })?,
            );
            (0..L).for_each(|k| place.open[k] &= rho[k] > self.tolerance * place.objective[k]);
            if !place.open.contains(&true) {
                break;
            }
            descent.moved.fill([0.0; L]);
            (descent.rho, descent.live, descent.promised) = (rho, place.open, [0.0; L]);
            let surface = Surface { design, loss: self.loss, row_costs: &row_costs, curves: &place.curves, penalties, inverse: &inverse };
            descent.run(surface, 1, &mut packings)?;
            self.step(place, &gradient, &descent)?;
        }
        Ok(())
    }

    /// Takes the step that was found, or as much of it as lowers the objective enough.
    fn step(&self, place: &mut Place<L>, gradient: &[Lanes<L>], descent: &Descent<L>) -> Result<()> {
        let Descent { step, moved, promised, .. } = descent;
        // What the slope promises, and what the penalties do along the step.
        let mut along_step = [[0.0; L]; 3];
        let parts = gradient.chunks(TASK).zip(step.chunks(TASK)).zip(place.weights.chunks(TASK)).zip(self.penalties.chunks(TASK));
        for (((g, s), w), p) in parts {
            let mut sums = [[0.0_f32; L]; 3];
            for (((g, s), w), p) in g.iter().zip(s).zip(w).zip(p) {
                add_products(&mut sums[0], g, s);
                change(&mut sums[1], [p, s, w], |sum, [p, s, w]| sum + p * s * w);
                change(&mut sums[2], [p, s], |sum, [p, s]| sum + p * s * s);
            }
            along_step.iter_mut().zip(sums).for_each(|(all, some)| all.iter_mut().zip(some).for_each(|(a, s)| *a += f64::from(s)));
        }
        let [slope, linear, square] = along_step.map(|sums| joined(self.loss, sums));
        let (open, objective, loss) = (place.open, place.objective, place.loss);
        let mut by: Sums<L> = each(|k| f64::from(u8::from(open[k])));
        let mut halvings = 0;
        (place.loss, place.objective) = loop {
            let there = self.evaluate(&by, moved, place)?;
            let new: Sums<L> = each(|k| objective[k] + by[k] * linear[k] + 0.5 * by[k] * by[k] * square[k] + there[k] - loss[k]);
            let enough: [bool; L] =
                std::array::from_fn(|k| !open[k] || new[k] <= objective[k] + ARMIJO * by[k] * slope[k] + 1e-9 * objective[k]);
            if halvings == HALVINGS || enough.iter().all(|e| *e) {
                break (there, new);
            }
            halvings += 1;
            (0..L).filter(|&k| !enough[k]).for_each(|k| by[k] *= 0.5);
        };
        let to = by.map(|b| b as f32);
        place.weights.iter_mut().zip(step).for_each(|(weight, step)| add_products(weight, &to, step));
        place.scores.iter_mut().zip(moved).for_each(|(score, moved)| add_products(score, &to, moved));
        (0..L).for_each(|k| place.open[k] &= promised[k] > self.tolerance * objective[k]);
        Ok(())
    }

    /// Goes on with the columns that are not done alone, of which there are `M` at most.
    fn go_on_with<const M: usize>(&self, place: &mut Place<L>) -> Result<()> {
        let mut open = (0..L).filter(|&k| place.open[k]);
        // A column too few is none.
        let columns: [usize; M] = std::array::from_fn(|_| open.next().unwrap_or(L));
        let count = columns.iter().filter(|k| **k < L).count();
        let packed = |lanes: &[Lanes<L>]| {
            let mut out = vec![[0.0; M]; lanes.len()];
            pack(&columns, lanes, &mut out);
            out
        };
        let mark = |marks: &u32| (0..count).fold(0, |bits, at| bits | (marks >> columns[at] & 1) << at);
        let marks: Vec<u32> = self.marks.iter().map(mark).collect();
        let task = Task::<M> {
            design: self.design,
            marks: &marks,
            costs: self.costs,
            factors: columns.map(|k| self.factors.get(k).copied().unwrap_or_default()),
            penalties: packed(&self.penalties),
            columns: count,
            loss: self.loss,
            tolerance: self.tolerance,
        };
        let wide = |sums: &Sums<L>| columns.map(|k| sums.get(k).copied().unwrap_or(0.0));
        let mut some = Place::<M> {
            weights: packed(&place.weights),
            scores: packed(&place.scores),
            slopes: packed(&std::mem::take(&mut place.slopes)),
            curves: packed(&std::mem::take(&mut place.curves)),
            loss: wide(&place.loss),
            objective: wide(&place.objective),
            open: columns.map(|k| k < L),
            steps: place.steps,
        };
        task.go_on(&mut some)?;
        for (at, &k) in columns.iter().enumerate().take(count) {
            place.weights.iter_mut().zip(&some.weights).for_each(|(wide, some)| wide[k] = some[at]);
        }
        Ok(())
    }
}

/// How far the fit has come.
struct Place<const L: usize> {
    weights: Vec<Lanes<L>>,
    /// The scores of the rows, and the slopes and curvatures of their losses there.
    scores: Vec<Lanes<L>>,
    slopes: Vec<Lanes<L>>,
    curves: Vec<Lanes<L>>,
    loss: Sums<L>,
    /// What is minimised.
    objective: Sums<L>,
    /// The columns that have not reached their minimum.
    open: [bool; L],
    /// How many steps may follow.
    steps: usize,
}
