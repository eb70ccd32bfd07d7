//! Conjugate gradients within a Newton step, preconditioned by the diagonal, ended by Nash and Sofer's quadratic test. Columns need few
//! steps or many; when few are left they are packed anew, side by side, and the others cost nothing more.

use super::design::{Design, Lanes, Room, TASK};
use super::loss::Loss;
use super::quad::{DROP, KEEP, add_products, change};
use crate::error::Result;
use crate::pool;

/// Steps, at most.
const STEPS: usize = 60;

/// One number a column in double precision.
pub(super) type Sums<const L: usize> = [f64; L];

pub(super) fn each<const L: usize>(of: impl Fn(usize) -> f64) -> Sums<L> {
    std::array::from_fn(of)
}

/// Sums that belong together: all columns have one objective, or each its own.
pub(super) fn joined<const L: usize>(loss: Loss, sums: Sums<L>) -> Sums<L> {
    match loss {
        Loss::OneVsRest => sums,
        Loss::Multinomial => [sums.iter().sum(); L],
    }
}

/// Runs `work` over stretches of several lists of equal length, in parallel, and adds up what it gives in their order.
pub(super) fn sweep<const L: usize, I: Send>(
    threads: usize,
    stretches: impl Iterator<Item = I>,
    work: impl Fn(usize, I) -> Sums<L> + Sync + Send,
) -> Result<Sums<L>> {
    let parts = pool::map(threads, stretches.enumerate().collect(), |(task, stretch)| Ok(work(task * TASK, stretch)))?;
    Ok(parts.into_iter().fold([0.0; L], |sum, part| each(|k| sum[k] + part[k])))
}

/// How the objective bends where a Newton step begins.
#[derive(Clone, Copy)]
pub(super) struct Surface<'a, const L: usize> {
    /// The rows.
    pub design: &'a Design<'a>,
    /// The loss.
    pub loss: Loss,
    /// All classes together: what an error in each row costs.
    pub row_costs: &'a [f32],
    /// The curvature of each row, or (all classes together) the probabilities that give it.
    pub curves: &'a [Lanes<L>],
    /// What the square of each weight costs.
    pub penalties: &'a [Lanes<L>],
    /// The inverse of the curvature along each weight.
    pub inverse: &'a [Lanes<L>],
}

impl<const L: usize> Surface<'_, L> {
    /// Multiplies a row's movement by its curvature, in place.
    #[inline]
    fn bend(&self, row: usize, along: &mut Lanes<L>) {
        let curves = &self.curves[row];
        match self.loss {
            Loss::OneVsRest => change(along, [curves], |a, [c]| a * c),
            Loss::Multinomial => {
                let mean: f32 = along.iter().zip(curves).map(|(a, p)| a * p).sum();
                let cost = self.row_costs[row];
                along.iter_mut().zip(curves).for_each(|(a, p)| *a = cost * p * (*a - mean));
            }
        }
    }
}

/// How far a step has come.
pub(super) struct Descent<const L: usize> {
    /// The step of each weight.
    pub step: Vec<Lanes<L>>,
    /// What the slope still pulls.
    pub residue: Vec<Lanes<L>>,
    /// Where the step goes on to.
    pub direction: Vec<Lanes<L>>,
    image: Vec<Lanes<L>>,
    /// How far the step moves the score of each row.
    pub moved: Vec<Lanes<L>>,
    along: Vec<Lanes<L>>,
    /// Room for a number of each row.
    pub bent: Vec<Lanes<L>>,
    /// Room for passes over the rows.
    pub room: Room<L>,
    /// The squared length of the residue, by the preconditioner.
    pub rho: Sums<L>,
    /// The columns that go on.
    pub live: [bool; L],
    /// By how much the objective falls, if it bends as it does here.
    pub promised: Sums<L>,
}

impl<const L: usize> Descent<L> {
    /// Of so many features and rows, at its start.
    pub fn new(width: usize, height: usize) -> Self {
        let (features, rows) = (|| vec![[0.0; L]; width], || vec![[0.0; L]; height]);
        Self {
            step: features(),
            residue: features(),
            direction: features(),
            image: features(),
            moved: rows(),
            along: rows(),
            bent: rows(),
            room: Room::default(),
            rho: [0.0; L],
            live: [false; L],
            promised: [0.0; L],
        }
    }

    /// Goes on to the end from the step that has this number, the first being 1.
    pub fn run(&mut self, surface: Surface<'_, L>, first: usize, packings: &mut Packings) -> Result<()> {
        for number in first..=STEPS {
            if surface.loss == Loss::OneVsRest {
                match self.live.iter().filter(|live| **live).count() {
                    0 => break,
                    1..=2 if L > 2 => return self.go_on_with::<2>(surface, number, packings),
                    3..=4 if L > 4 => return self.go_on_with::<4>(surface, number, packings),
                    _ => (),
                }
            }
            let curvature = self.curvature(surface)?;
            let by: Sums<L> = each(|k| if self.live[k] && curvature[k] > 0.0 { self.rho[k] / curvature[k] } else { 0.0 });
            let to = by.map(|b| b as f32);
            let next = self.left_over(surface, &to)?;
            self.move_rows(surface, &to)?;
            self.test(number, &by, &next);
            self.turn(surface, &to, next)?;
            if !self.live.contains(&true) {
                break;
            }
        }
        Ok(())
    }

    /// How the objective bends along the direction; what the curvature makes of the direction stands in `image`.
    fn curvature(&mut self, surface: Surface<'_, L>) -> Result<Sums<L>> {
        let Surface { design, loss, penalties, .. } = surface;
        design.scores(&self.direction, &mut self.along, &mut self.room, |_, _| [0.0; L])?;
        sweep::<L, _>(design.threads(), self.along.chunks(TASK).zip(self.bent.chunks_mut(TASK)), |first, (along, bent)| {
            for (row, (along, bent)) in (first..).zip(along.iter().zip(bent)) {
                *bent = *along;
                surface.bend(row, bent);
            }
            [0.0; L]
        })?;
        let direction = &self.direction;
        let curvature = design.sums::<L, 1>(&self.bent, &mut self.image, &mut self.room, |first, sums| {
            let mut curvature = [0.0_f32; L];
            for ((sum, d), penalty) in sums.iter_mut().zip(&direction[first..]).zip(&penalties[first..]) {
                add_products(sum, penalty, d);
                add_products(&mut curvature, sum, d);
            }
            curvature.map(f64::from)
        })?;
        Ok(joined(loss, curvature))
    }

    /// The residue after going on by `to`, and its squared length; in the place of the image, which has served, stands what the
    /// preconditioner makes of it.
    fn left_over(&mut self, surface: Surface<'_, L>, to: &Lanes<L>) -> Result<Sums<L>> {
        let parts = self.image.chunks_mut(TASK).zip(surface.inverse.chunks(TASK)).zip(self.residue.chunks_mut(TASK));
        let next = sweep(surface.design.threads(), parts, |_, ((image, inverse), residue)| {
            let mut sum = [0.0_f32; L];
            for ((h, m), r) in image.iter_mut().zip(inverse).zip(residue) {
                change(r, [to, h], |r, [to, h]| r - to * h);
                change(h, [m, r], |_, [m, r]| m * r);
                add_products(&mut sum, h, r);
            }
            sum.map(f64::from)
        })?;
        Ok(joined(surface.loss, next))
    }

    /// Moves the scores of the rows along by `to`.
    fn move_rows(&mut self, surface: Surface<'_, L>, to: &Lanes<L>) -> Result<()> {
        sweep::<L, _>(surface.design.threads(), self.moved.chunks_mut(TASK).zip(self.along.chunks(TASK)), |_, (moved, along)| {
            moved.iter_mut().zip(along).for_each(|(moved, along)| add_products(moved, to, along));
            [0.0; L]
        })?;
        Ok(())
    }

    /// Which columns go on: those whose gain by this step was more than half of the mean gain of a step, and that have a residue left.
    fn test(&mut self, number: usize, by: &Sums<L>, next: &Sums<L>) {
        for k in 0..L {
            let gain = 0.5 * by[k] * self.rho[k];
            self.promised[k] += gain;
            self.live[k] &= number as f64 * gain > 0.5 * self.promised[k] && next[k] > 0.0;
        }
    }

    /// Goes on by `to`, and turns to the next direction; columns that are done have none. `next` is the squared length of the residue.
    fn turn(&mut self, surface: Surface<'_, L>, to: &Lanes<L>, next: Sums<L>) -> Result<()> {
        let beta: Lanes<L> = std::array::from_fn(|k| if self.live[k] { (next[k] / self.rho[k]) as f32 } else { 0.0 });
        let mask = self.live.map(|live| if live { KEEP } else { DROP });
        self.rho = next;
        let parts = self.direction.chunks_mut(TASK).zip(self.image.chunks(TASK)).zip(self.step.chunks_mut(TASK));
        sweep::<L, _>(surface.design.threads(), parts, |_, ((direction, image), step)| {
            for ((d, h), s) in direction.iter_mut().zip(image).zip(step) {
                add_products(s, to, d);
                change(d, [h, &beta, &mask], |d, [h, beta, mask]| (h + beta * d).masked(mask));
            }
            [0.0; L]
        })?;
        Ok(())
    }

    /// Goes on with the columns that are not done alone, of which there are `M` at most.
    fn go_on_with<const M: usize>(&mut self, surface: Surface<'_, L>, first: usize, packings: &mut Packings) -> Result<()>
    where
        Packings: Keep<M>,
    {
        let mut live = (0..L).filter(|&k| self.live[k]);
        // A column too few is none.
        let columns: [usize; M] = std::array::from_fn(|_| live.next().unwrap_or(L));
        let wide = |sums: &Sums<L>| columns.map(|k| sums.get(k).copied().unwrap_or(0.0));
        let (width, height) = (self.step.len(), self.moved.len());
        let mut packed = packings.kept().take().unwrap_or_else(|| Packed::new(width, height));
        pack(&columns, surface.curves, &mut packed.curves);
        pack(&columns, surface.penalties, &mut packed.penalties);
        pack(&columns, surface.inverse, &mut packed.inverse);
        let some = &mut packed.descent;
        pack(&columns, &self.step, &mut some.step);
        pack(&columns, &self.residue, &mut some.residue);
        pack(&columns, &self.direction, &mut some.direction);
        pack(&columns, &self.moved, &mut some.moved);
        (some.rho, some.live, some.promised) = (wide(&self.rho), columns.map(|k| k < L), wide(&self.promised));
        let (curves, penalties, inverse) = (&*packed.curves, &*packed.penalties, &*packed.inverse);
        some.run(
            Surface { curves, penalties, inverse, design: surface.design, loss: surface.loss, row_costs: surface.row_costs },
            first,
            packings,
        )?;
        for (at, &k) in columns.iter().enumerate().filter(|(_, k)| **k < L) {
            self.step.iter_mut().zip(&some.step).for_each(|(wide, some)| wide[k] = some[at]);
            self.moved.iter_mut().zip(&some.moved).for_each(|(wide, some)| wide[k] = some[at]);
            self.promised[k] = some.promised[at];
        }
        *packings.kept() = Some(packed);
        Ok(())
    }
}

/// Puts some columns side by side.
pub(super) fn pack<const L: usize, const M: usize>(columns: &[usize; M], from: &[Lanes<L>], to: &mut [Lanes<M>]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to = columns.map(|k| from.get(k).copied().unwrap_or(0.0));
    }
}

/// Some columns side by side, with how the objective bends in them.
pub(super) struct Packed<const M: usize> {
    descent: Descent<M>,
    curves: Vec<Lanes<M>>,
    penalties: Vec<Lanes<M>>,
    inverse: Vec<Lanes<M>>,
}

impl<const M: usize> Packed<M> {
    fn new(width: usize, height: usize) -> Self {
        let features = || vec![[0.0; M]; width];
        Self { descent: Descent::new(width, height), curves: vec![[0.0; M]; height], penalties: features(), inverse: features() }
    }
}

/// Room for columns that are packed anew, which one Newton step leaves to the next.
#[derive(Default)]
pub(super) struct Packings {
    four: Option<Packed<4>>,
    two: Option<Packed<2>>,
}

/// Room for so many columns.
pub(super) trait Keep<const M: usize> {
    fn kept(&mut self) -> &mut Option<Packed<M>>;
}

impl Keep<4> for Packings {
    fn kept(&mut self) -> &mut Option<Packed<4>> {
        &mut self.four
    }
}

impl Keep<2> for Packings {
    fn kept(&mut self) -> &mut Option<Packed<2>> {
        &mut self.two
    }
}
