mod laws;
mod reading;
mod scoring;
mod source;
mod totals;

use rust_decimal::Decimal;

use super::*;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// An indicator of 10 points without words about it.
fn indicator<'a>(nature: &'a str, direction: &'a str, target: &'a str, actual: &'a str) -> Indicator<'a> {
    Indicator {
        level1: "产出指标", nature, direction, target, actual, weight: "10", ..Indicator::default()
    }
}

fn assessed(indicator: Indicator<'_>) -> Assessment {
    assess(&indicator, &ScoringRules::default())
}

/// The proposed score, or the grave problems in words.
fn outcome(indicator: Indicator<'_>, rules: &ScoringRules) -> String {
    let found = assess(&indicator, rules);
    let grave: Vec<_> = found.problems.iter().filter(|p| p.grave()).map(Problem::to_string).collect();
    match found.proposed {
        Some(score) => [vec![score.normalize().to_string()], grave].concat().join("; "),
        None => grave.join("; "),
    }
}
