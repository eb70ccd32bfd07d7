//! Where a text takes place, as far as it is sure: countries and positions. Nearness to other places follows Leidner (2007).

use super::listed::Listed;
use crate::gazetteer::index::facts::Kind;
use rustc_hash::FxHashMap;

/// How much a country that the text names elsewhere counts.
const COUNTRY: f32 = 0.45;
/// How much places nearby count.
const NEAR: f32 = 0.4;
/// The scale of nearness in kilometres.
const REACH: f64 = 250.0;
/// What is nearer than ten kilometres may be the same place on another list.
const ITSELF: f64 = 0.96;
/// The most positions that a scene keeps.
const MOST_PLACES: usize = 48;
/// Half the diameter of the earth in kilometres.
const RADIUS: f64 = 6371.0;
/// The square of half the chord between two points of the unit sphere that are six thousand kilometres apart: what is farther away
/// counts less than a thousand-millionth.
const FAR: f64 = 0.206;

/// A position in degrees and as a point of the unit sphere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    degrees: (f64, f64),
    unit: [f64; 3],
}

impl Point {
    pub fn new((lat, lon): (f64, f64)) -> Self {
        let ((sin_lat, cos_lat), (sin_lon, cos_lon)) = (lat.to_radians().sin_cos(), lon.to_radians().sin_cos());
        Self { degrees: (lat, lon), unit: [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat] }
    }

    /// The square of half the chord between two points: from 0 to 1.
    fn half_chord_squared(&self, other: &Self) -> f64 {
        self.unit.iter().zip(other.unit).map(|(a, b)| (a - b) * (a - b)).sum::<f64>() / 4.0
    }

    /// The great-circle distance.
    pub fn kilometres(&self, other: &Self) -> f64 {
        along(self.half_chord_squared(other))
    }

    /// How near two points are, from 0 to 1.
    pub fn nearness(&self, other: &Self) -> f64 {
        let half_chord_squared = self.half_chord_squared(other);
        if half_chord_squared > FAR { 0.0 } else { (-along(half_chord_squared) / REACH).exp() }
    }
}

/// The great-circle distance in kilometres to the square of half a chord.
fn along(half_chord_squared: f64) -> f64 {
    2.0 * RADIUS * half_chord_squared.min(1.0).sqrt().asin()
}

/// What one name added to a scene.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Own {
    /// The country of the entity that it was taken for.
    pub country: Option<u32>,
    /// How often.
    pub times: f32,
}

/// The countries and places of a text.
#[derive(Default)]
pub(super) struct Scene {
    countries: FxHashMap<u32, f32>,
    named: f32,
    places: Vec<Point>,
}

impl Scene {
    /// Adds an entity that the text surely means.
    pub fn add(&mut self, listed: Listed<'_>, index: u32) {
        if let Some(country) = listed.country(index) {
            *self.countries.entry(country).or_default() += 1.0;
            self.named += 1.0;
        }
        if self.places.len() < MOST_PLACES
            && let Some(position) = listed.position(index)
            && !listed.kind(index).any(Kind::COUNTRY)
            && !self.places.iter().any(|place| place.degrees == position)
        {
            self.places.push(Point::new(position));
        }
    }

    /// How well an entity fits into the scene without what its own name added to it.
    pub fn fit(&self, listed: Listed<'_>, index: u32, own: Own) -> f32 {
        let country = listed.country(index);
        let mentions = country
            .and_then(|country| self.countries.get(&country))
            .map_or(0.0, |n| if country == own.country { n - own.times } else { *n });
        let share = if mentions > 0.0 { 0.5 + 0.5 * mentions / (self.named - own.times).max(1.0) } else { 0.0 };
        let position = if self.places.is_empty() { None } else { listed.position(index) };
        let near = position.map_or(0.0, |position| {
            let here = Point::new(position);
            let mut near = 0.0;
            for there in &self.places {
                near += Some(here.nearness(there)).filter(|&nearness| nearness < ITSELF).unwrap_or_default();
                if near >= 1.0 {
                    return 1.0;
                }
            }
            near
        });
        COUNTRY * share + NEAR * near as f32
    }
}

#[cfg(test)]
mod tests {
    use super::{FAR, Point, along};

    #[test]
    fn distances() {
        let kilometres = |a, b| Point::new(a).kilometres(&Point::new(b));
        assert!((kilometres((0.0, 0.0), (0.0, 1.0)) - 111.2).abs() < 0.1);
        assert!((kilometres((50.0, 179.5), (50.0, -179.5)) - kilometres((50.0, 0.0), (50.0, 1.0))).abs() < 1e-6);
        assert!((kilometres((90.0, 0.0), (-90.0, 50.0)) - 20015.0).abs() < 1.0);
        assert!(along(FAR) > 6000.0);
    }
}
