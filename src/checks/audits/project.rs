//! A project of performance self-evaluation as a whole: its weights, its money, its goal, its names.

use super::assessed::{Assessed, One, sides};
use super::{Looked, Remark};
use crate::amount::{Amount, Format, format_amount};
use crate::calc::{Evaluated, Scope, Values, evaluate, indicator};
use crate::checks::Spot;
use crate::performance::{Doubt, Indicator, Problem, ScoringRules, all_full, doubts_of_project};
use crate::records::points;
use crate::report::Record;
use crate::template::Fund;
use rust_decimal::Decimal;

/// Where what is paid from appropriation is entered.
const FISCAL_INITIAL: &str = "fiscal_initial";
/// The sources of funds, as their columns begin, and what clerks call them.
const SOURCES: [(&str, &str); 3] =
    [("fiscal", "财政拨款"), ("carryover", "上年结转资金"), ("other", "其他资金")];

/// Looks at every project.
pub(super) fn look(values: &dyn Values) -> Looked {
    let Some(all) = Assessed::read(values) else { return Looked::default() };
    let template = values.template();
    let rules = &template.scoring;
    let names = Names::read(values);
    let mut found = Vec::new();
    for one in all.each() {
        found.extend(one.project.problems.iter().filter_map(|problem| of_problem(problem, &one, rules)));
        found.extend(spent_beyond(&one));
        let items: Vec<(Indicator<'_>, _)> =
            one.project.indicators.iter().map(indicator).zip(&one.project.assessments).collect();
        let executed = one.project.funds.and_then(|funds| funds.executed);
        let doubts = doubts_of_project(&items, &one.project.execution, executed, rules);
        found.extend(doubts.iter().map(|doubt| of_doubt(doubt, &one, rules)));
        found.extend(goal_copied(&one));
        found.extend(names.strangers(&one, all.asks("unit")));
    }
    found.extend(template.funds.iter().flat_map(|fund| beyond_budget(fund, &all, values)));
    found.extend(full_marks(&all, rules));
    Looked { any: !all.records.is_empty(), found }
}

fn of_problem(problem: &Problem, one: &One<'_>, rules: &ScoringRules) -> Option<Remark> {
    let funds = one.project.funds.unwrap_or_default();
    let empty = one.project.indicators.is_empty();
    let say = |kind, spots, sides| Some(one.whole(kind, spots, (problem.to_string(), sides)));
    match problem {
        // That there is no indicator at all says it.
        Problem::WeightSum { .. } | Problem::ScoresMissing { .. } if empty => None,
        Problem::WeightSum { sum, full } => {
            let unweighted = |row: usize, _: &Record| one.project.assessments[row].weight.is_none();
            say("weight_sum", one.cells("weight", unweighted), sides("分值合计", points(*sum), "应为", full))
        }
        Problem::ScoresMissing { .. } => {
            let unscored = |row: usize, _: &Record| one.project.assessments[row].effective.is_none();
            let execution = &one.project.execution;
            let rate = execution.weight.is_some() && execution.score.is_none();
            let mut spots = one.cells("score", unscored);
            if rate {
                spots.retain(|spot| matches!(spot, Spot::Record(..)));
                spots.push(one.field("fiscal_full"));
            }
            say("scores_missing", spots, None)
        }
        // Settled where nothing was spent and the indicators have its points.
        Problem::ExecutionNotAssessed { .. } => {
            let spent = funds.executed.is_some_and(|executed| executed > Amount::ZERO);
            let settled = !spent && one.project.weight == Decimal::from(rules.full_marks);
            let compared = sides("全年预算数", wan(funds.full), "全年执行数", wan(funds.executed));
            if settled { None } else { say("execution_unassessed", vec![one.field("fiscal_full")], compared) }
        }
        Problem::ExecutionLow { percent } if one.record.field("problems").trim().is_empty() => {
            let rate = one.project.execution.rate.map(|rate| crate::amount::format_percent(rate, 2));
            let compared = sides("预算执行率", rate.unwrap_or_default(), "不低于", format!("{percent}%"));
            say("low_execution", vec![one.field("fiscal_executed")], compared)
        }
        _ => None,
    }
}

/// More spent than there was: of all funds, or of one source while the others make up for it. Amounts in 万元 may be
/// off by what their rounding hides.
fn spent_beyond(one: &One<'_>) -> Vec<Remark> {
    let compared = |spent, full| {
        let [spent, full] = pair(spent, full);
        sides("全年执行数", spent, "全年预算数", full)
    };
    let mut spare = 0_i64;
    let mut beyond = Vec::new();
    for (source, name) in SOURCES {
        let [full, executed] = ["full", "executed"].map(|column| format!("{source}_{column}"));
        let entered = [&full, &executed].map(|column| one.record.money(column).ok().flatten());
        let hidden: i64 = entered.iter().flatten().map(|amount| amount.uncertainty_fen()).sum();
        spare = spare.saturating_add(hidden);
        if let [Some(full), Some(spent)] = entered.map(|entered| entered.map(|entered| entered.amount))
            && exceeds(spent, full, hidden)
        {
            let said = (format!("{name}的{}", Problem::ExecutionAboveBudget), compared(spent, full));
            beyond.push(one.whole("above_budget", vec![one.field(&executed)], said));
        }
    }
    let funds = one.project.funds.unwrap_or_default();
    let (Some(full), Some(spent)) = (funds.full, funds.executed) else { return beyond };
    // Without a budget that is another finding.
    if full > Amount::ZERO && exceeds(spent, full, spare) {
        let said = (Problem::ExecutionAboveBudget.to_string(), compared(spent, full));
        return vec![one.whole("above_budget", vec![one.field("fiscal_executed")], said)];
    }
    if full <= Amount::ZERO { Vec::new() } else { beyond }
}

fn exceeds(spent: Amount, full: Amount, hidden: i64) -> bool {
    spent.checked_sub(full).is_some_and(|beyond| beyond.fen() > hidden)
}

fn of_doubt(doubt: &Doubt, one: &One<'_>, rules: &ScoringRules) -> Remark {
    let list = || vec![Spot::List(one.list())];
    let (kind, spots, compared) = match doubt {
        Doubt::LevelWeights { levels } => {
            let differs = |_: usize, record: &Record| {
                let level = record.field("level1");
                levels.iter().any(|(name, ..)| level.contains(name.trim_end_matches("指标")))
            };
            let [stands, usual] = [0, 1].map(|side| {
                let words = levels.iter().map(|(name, weight, usual)| match side {
                    0 => format!("{name} {}", points(*weight)),
                    _ => format!("{name} {usual}"),
                });
                words.collect::<Vec<_>>().join("、")
            });
            ("level_weights", one.cells("weight", differs), sides("填写的分值", stands, "规定的分值", usual))
        }
        Doubt::CostSum { sum, executed } => {
            let is_cost = |_: usize, record: &Record| indicator(record).is_cost();
            ("cost_sum", one.cells("actual", is_cost), sides("成本完成值合计", sum, "全年执行数", executed))
        }
        Doubt::OutputsMissing { .. } => ("outputs_missing", list(), None),
        Doubt::Crowded { count, most: Some(most), .. } => {
            ("many_indicators", list(), sides("指标条数", count, "不超过", most))
        }
        Doubt::Crowded { .. } => {
            let light = |row: usize, _: &Record| {
                let weight = one.project.assessments[row].weight;
                weight.is_some_and(|weight| weight < Decimal::from(rules.least_weight))
            };
            ("many_indicators", one.cells("weight", light), None)
        }
        _ => ("many_indicators", list(), None),
    };
    one.whole(kind, spots, (doubt.to_string(), compared))
}

fn goal_copied(one: &One<'_>) -> Option<Remark> {
    let [goal, achieved] = ["goal", "achieved"].map(|column| letters(one.record.field(column)));
    let words = "“实际完成情况”照抄了“预期目标”，请写明实际完成了什么".to_string();
    (!goal.is_empty() && goal == achieved)
        .then(|| one.whole("goal_copied", vec![one.field("achieved"), one.field("goal")], (words, None)))
}

/// A text without spaces and marks, brackets of either width alike.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whose accounts these are.
struct Names {
    department: String,
    units: Vec<String>,
}

impl Names {
    fn read(values: &dyn Values) -> Names {
        let template = values.template();
        let typed = values.text("department");
        let department =
            typed.or_else(|| template.field("department").and_then(|field| field.default.clone()));
        let units = template.list_index("units").map(crate::report::ListKey::of);
        let units = units.map(|units| values.records(units)).unwrap_or_default();
        let units = units.iter().map(|record| record.field("name").trim().to_string());
        Names {
            department: department.unwrap_or_default().trim().to_string(),
            units: units.filter(|name| !name.is_empty()).collect(),
        }
    }

    /// Names in a project that are not those of the report. Nothing is said while either is blank. The department may
    /// go by its own unit's name, which comes first.
    fn strangers(&self, one: &One<'_>, asks_unit: bool) -> Vec<Remark> {
        let same = |left: &str, right: &str| letters(left) == letters(right);
        let mut found = Vec::new();
        let department = one.record.field("department").trim();
        let own = |known: &String| same(known, department);
        if !department.is_empty() && !self.department.is_empty() {
            let known = own(&self.department) || self.units.first().is_some_and(own);
            let words = format!("主管部门“{department}”与封面的部门名称“{}”不一致，请核对", self.department);
            let compared = sides("主管部门", department, "部门名称", &self.department);
            let said = || one.whole("names", vec![one.field("department")], (words, compared));
            found.extend((!known).then(said));
        }
        let unit = one.record.field("unit").trim();
        if asks_unit && !unit.is_empty() && !self.units.is_empty() {
            let known = self.units.iter().any(|known| same(known, unit));
            let words = format!("实施单位“{unit}”不在决算单位清单里，请核对名称");
            let compared = sides("实施单位", unit, "决算单位", self.units.join("、"));
            let said = || one.whole("names", vec![one.field("unit")], (words, compared));
            found.extend((!known).then(said));
        }
        found
    }
}

/// Projects that asked for more at the beginning of the year than the budget had: each for itself, or all together.
fn beyond_budget(fund: &Fund, all: &Assessed, values: &dyn Values) -> Vec<Remark> {
    let Evaluated::Money(Some(budget)) = evaluate(&fund.budget.expr, &Scope::default(), values) else {
        return Vec::new();
    };
    let mut sum = Amount::ZERO;
    let mut hidden = 0_i64;
    let (mut alone, mut some) = (Vec::new(), Vec::new());
    for one in all.each().filter(|one| one.record.field("kind").trim() == fund.kind) {
        let Ok(Some(entered)) = one.record.money(FISCAL_INITIAL) else { continue };
        let initial = entered.amount;
        hidden = hidden.saturating_add(entered.uncertainty_fen());
        let Some(more) = sum.checked_add(initial) else { return alone };
        sum = more;
        if exceeds(initial, budget, entered.uncertainty_fen()) {
            let [asked, had] = pair(initial, budget);
            let words = format!(
                "年初预算数 {asked} 万元，本部门全部{}的年初预算才 {had} 万元，两处矛盾，请核对",
                fund.kind
            );
            let compared = sides("项目的年初预算数", asked, &format!("{}年初预算", fund.kind), had);
            let spots = vec![one.field(FISCAL_INITIAL)];
            alone.push(one.whole("budget_contradicts", spots, (words, compared)));
        } else if !initial.is_zero() {
            some.push(one);
        }
    }
    if !alone.is_empty() || some.len() < 2 || !exceeds(sum, budget, hidden) {
        return alone;
    }
    let [asked, had] = pair(sum, budget);
    let words = format!(
        "{} 个项目的年初预算数合计 {asked} 万元，本部门全部{}的年初预算才 {had} 万元，两处矛盾，请核对。",
        some.len(),
        fund.kind
    );
    vec![Remark {
        kind: "budget_contradicts",
        place: format!("{}.budget_contradicts", fund.kind),
        words,
        section: None,
        spots: some.iter().map(|one| one.field(FISCAL_INITIAL)).collect(),
        cells: Vec::new(),
        sides: sides("各项目年初预算数合计", asked, &format!("{}年初预算", fund.kind), had),
    }]
}

/// Full marks throughout, in nearly all projects.
fn full_marks(all: &Assessed, rules: &ScoringRules) -> Option<Remark> {
    let scored: Vec<bool> =
        all.computed.iter().filter_map(|project| all_full(&project.assessments)).collect();
    let full = scored.iter().filter(|full| **full).count();
    let percent = usize::try_from(rules.all_full_percent).ok().filter(|percent| *percent > 0)?;
    let enough = full > 0 && full * 100 >= percent * scored.len();
    let words =
        format!("{} 个项目里有 {full} 个各条指标全部满分，容易被抽查，请核对得分有没有依据。", scored.len());
    enough.then(|| Remark {
        kind: "full_marks",
        place: "full_marks".into(),
        words,
        section: None,
        spots: vec![Spot::List(all.list())],
        cells: Vec::new(),
        sides: None,
    })
}

/// Two amounts in 万元, to the fen where they would look the same otherwise.
fn pair(left: Amount, right: Amount) -> [String; 2] {
    let short = [left, right].map(|amount| wan(Some(amount)));
    if short[0] != short[1] { short } else { [left, right].map(|amount| points(amount.in_wan(6))) }
}

/// An amount in 万元, for people.
fn wan(amount: Option<Amount>) -> String {
    amount.map(|amount| format_amount(amount, Format::WAN)).unwrap_or_default()
}
