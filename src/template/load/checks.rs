//! Checks: what must agree, and what usually does.

use super::repetition::over;
use crate::template::complaint::Complaints;
use crate::template::expr::{Function, Kind, Operator};
use crate::template::resolve::{Names, Place};
use crate::template::source::{CheckSource, HintSource, Written};
use crate::template::{Audit, Check, Expr, Formula, Hint, Over, Rule, Section};

/// Resolves a check.
pub(super) fn check(
    names: &Names<'_>,
    sections: &[Section],
    source: &CheckSource,
    complaints: &mut Complaints<'_>,
) -> Option<Check> {
    let (each, place) = repetition(names, source.each.as_ref(), complaints)?;
    let rule = rule(names, sections, source, place, complaints)?;
    let when = match &source.when {
        None => None,
        Some(written) => Some(truth(names, &source.code, written, place, complaints)?.expr),
    };
    let check = Check {
        code: source.code.clone(),
        title: source.title.clone(),
        area: source.area,
        rule,
        when,
        severity: source.severity,
        explanation: source.explanation.clone(),
        look_at: source.look_at.clone(),
        basis: source.basis.clone(),
        each,
    };
    for place in check.exprs().flat_map(written_places).filter(|place| !is_place(place, sections)) {
        let problem = format!("检查“{}”里 written('{place}')：正文没有这一处", source.code);
        complaints.near(&format!("\"{}\"", source.code), problem);
    }
    Some(check)
}

fn is_place(place: &str, sections: &[Section]) -> bool {
    sections.iter().any(|section| section.has_place(place))
}

/// The places of the text that an expression asks for the clerk's own words.
fn written_places(expr: &Expr) -> Vec<&str> {
    let mut found = Vec::new();
    expr.walk(&mut |expr| {
        if let Expr::Call(Function::Written, arguments) = expr
            && let [Expr::Text(place)] = arguments.as_slice()
        {
            found.push(place.as_str());
        }
    });
    found
}

/// Resolves a hint, which must be an equality of amounts.
pub(super) fn hint(names: &Names<'_>, source: &HintSource, complaints: &mut Complaints<'_>) -> Option<Hint> {
    let (each, place) = repetition(names, source.each.as_ref(), complaints)?;
    let rule = truth(names, "hint", &source.rule, place, complaints)?;
    if !matches!(rule.expr, Expr::Binary(Operator::Equal, ..)) {
        complaints.at(source.rule.at, "hint 的 rule 应是两个金额相等，如 T02.item.c2 = T05.item.c1");
        return None;
    }
    Some(Hint { rule, each })
}

fn rule(
    names: &Names<'_>,
    sections: &[Section],
    source: &CheckSource,
    place: Place<'_>,
    complaints: &mut Complaints<'_>,
) -> Option<Rule> {
    let several = (!source.all_hold.is_empty()).then_some(source.all_hold.as_slice());
    let written = |written: &'_ Option<Written>| written.clone().map(|written| vec![written]);
    let rules = [
        written(&source.must_hold).map(|rules| (true, rules)),
        several.map(|rules| (true, rules.to_vec())),
        written(&source.flag_if).map(|rules| (false, rules)),
    ];
    let mut rules = rules.into_iter().flatten();
    let here = format!("\"{}\"", source.code);
    let audited = source.audit.is_some() || !(source.kinds.is_empty() && source.sections.is_empty());
    match (rules.next(), rules.next(), source.audit, &source.assured) {
        (Some((must_hold, rules)), None, None, None) if !audited => {
            let mut formulas = Vec::new();
            for written in &rules {
                formulas.push(truth(names, &source.code, written, place, complaints));
            }
            let formulas: Option<Vec<_>> = formulas.into_iter().collect();
            formulas.map(|formulas| Rule::Formulas(must_hold, formulas))
        }
        (None, None, Some(audit), None) => Some(self::audit(audit, names, sections, source, complaints)),
        (None, None, None, Some(reason)) if !audited => Some(Rule::Assured(reason.text.clone())),
        _ => {
            let problem = format!(
                "检查“{}”要写 must_hold、all_hold、flag_if、audit、assured 中的一样，不能都写或都不写；kinds 和 sections 只用于 audit",
                source.code
            );
            complaints.near(&here, problem);
            None
        }
    }
}

fn audit(
    audit: Audit,
    names: &Names<'_>,
    sections: &[Section],
    source: &CheckSource,
    complaints: &mut Complaints<'_>,
) -> Rule {
    for kind in source.kinds.iter().filter(|kind| !audit.kinds().contains(&kind.as_str())) {
        let known = audit.kinds().join("、");
        let problem = format!("检查“{}”的 kinds 里“{kind}”不认识，可用：{known}", source.code);
        complaints.near(&format!("\"{}\"", source.code), problem);
    }
    for written in &source.sections {
        let is_list = names.lists.iter().any(|list| list.key == written.text);
        if !is_list && !is_place(&written.text, sections) {
            let problem =
                format!("检查“{}”的 sections 里，“{}”不是节、段，也不是清单", source.code, written.text);
            complaints.at(written.at, problem);
        }
    }
    let sections = source.sections.iter().map(|written| written.text.clone()).collect();
    Rule::Audit(audit, source.kinds.clone(), sections)
}

fn truth(
    names: &Names<'_>,
    code: &str,
    written: &Written,
    place: Place<'_>,
    complaints: &mut Complaints<'_>,
) -> Option<Formula> {
    match names.expression(written, place, &[Kind::Truth]) {
        Ok((expr, _)) => Some(Formula { expr, text: written.text.clone() }),
        Err(problem) => {
            complaints.at(written.at, format!("检查“{code}”的{problem}"));
            None
        }
    }
}

/// What a check runs over, and what that binds.
fn repetition<'s>(
    names: &Names<'_>,
    each: Option<&'s Written>,
    complaints: &mut Complaints<'_>,
) -> Option<(Over, Place<'s>)> {
    match each {
        None => Some((Over::Once, Place::default())),
        Some(written) => over(names, written, None, Place::default(), complaints),
    }
}
