//! The template of a workload, written as TOML and loaded like any other.

use super::{Entity, Shape};
use final_accounts::template::{Template, TemplateFile, load};
use std::fmt::Write;

const REPORT: &str = r#"
id = "workload"
version = 1
title = "Workload"
year = 2023
part = []
[wording]
more = "增加"
less = "减少"
rate_up = "增长"
rate_down = "下降"
level = "持平"
no_base = "无基数"
no_budget = "无预算"
zero_wording = "recommended"
"#;

/// Writes and loads the template.
pub fn template(shape: &Shape) -> Template {
    let mut files = vec![
        ("report.toml".to_string(), REPORT.to_string()),
        ("narrative.toml".into(), String::new()),
        ("checks.toml".into(), shape.entities.iter().map(checks).collect()),
    ];
    for entity in &shape.entities {
        let members: Vec<&str> =
            shape.entities[entity.members.clone()].iter().map(|member| member.prefix.as_str()).collect();
        for (key, text) in tables(&entity.prefix, &members, &shape.classes) {
            files.push((format!("tables/{}{key}.toml", entity.prefix), text));
        }
    }
    for (_, text) in &mut files {
        *text = prepared(std::mem::take(text));
    }
    let files: Vec<_> = files.iter().map(|(name, text)| TemplateFile { name, text }).collect();
    load(&files).unwrap_or_else(|complaints| {
        let first: Vec<_> = complaints.iter().take(5).map(ToString::to_string).collect();
        panic!("{} complaints: {}", complaints.len(), first.join("\n"))
    })
}

/// A file as `load` reads it here: as written, and in wasm as the build prepares it.
fn prepared(text: String) -> String {
    #[cfg(target_arch = "wasm32")]
    let text = toml::from_str::<serde_json::Value>(&text).expect("TOML").to_string();
    text
}

/// A table under way: its text, and what its entered cells add up when there are members.
struct Text<'a> {
    key: &'static str,
    prefix: &'a str,
    members: &'a [&'a str],
    toml: String,
}

/// A formula in its own tables' names: `@T05.this.c2` stands for the entity's own T05.
type Formula<'a> = Option<&'a str>;

impl<'a> Text<'a> {
    fn new(key: &'static str, prefix: &'a str, members: &'a [&'a str]) -> Self {
        Text { key, prefix, members, toml: format!("key = \"{prefix}{key}\"\ntitle = \"{key}\"\n") }
    }

    /// What a cell is computed by: its formula, or the members' cells.
    fn formula(&self, row: &str, column: &str, own: Formula<'_>) -> Option<String> {
        if let Some(own) = own {
            return Some(own.replace('@', self.prefix));
        }
        let cell = |member: &&str| format!("{member}{}.{row}.{column}", self.key);
        let cells: Vec<_> = self.members.iter().map(cell).collect();
        (!cells.is_empty()).then(|| format!("sum({})", cells.join(", ")))
    }

    /// The only side of a table keyed by codes.
    fn repeating(mut self, classification: &str, from: &[&str], columns: &[(&str, Formula<'_>)]) -> Self {
        let own = from.iter().map(|key| format!("{:?}", format!("{}{key}", self.prefix)));
        let theirs = self.members.iter().map(|member| format!("{:?}", format!("{member}{}", self.key)));
        let from: Vec<_> = own.chain(theirs).collect();
        let _ = write!(
            self.toml,
            "[[side]]\n[side.repeat]\nclassification = \"{classification}\"\nrows_from = [{}]\ntotal = \"合计\"\n",
            from.join(", ")
        );
        for (column, own) in columns {
            let formula = self.formula("this", column, *own);
            self.column(column, "money", formula.as_deref());
        }
        self
    }

    fn column(&mut self, key: &str, quantity: &str, formula: Option<&str>) {
        let role = if formula.is_some() { "derived" } else { "entered" };
        let _ = write!(
            self.toml,
            "[[side.column]]\nkey = \"{key}\"\ntitle = \"{key}\"\nrole = \"{role}\"\nquantity = \"{quantity}\"\n"
        );
        if let Some(formula) = formula {
            let _ = writeln!(self.toml, "formula = \"{formula}\"");
        }
    }

    fn side(mut self, columns: &[(&str, &str)]) -> Self {
        self.toml.push_str("[[side]]\n");
        for (key, quantity) in columns {
            self.column(key, quantity, None);
        }
        self
    }

    /// A fixed row, with its formulas by column.
    fn row(mut self, key: &str, columns: &[(&str, Formula<'_>)]) -> Self {
        let _ = write!(self.toml, "[[side.row]]\nkey = \"{key}\"\nlabel = \"{key}\"\n[side.row.formulas]\n");
        for (column, own) in columns {
            if let Some(formula) = self.formula(key, column, *own) {
                let _ = writeln!(self.toml, "{column} = \"{formula}\"");
            }
        }
        self
    }

    fn amount(self, key: &str, formula: Formula<'_>) -> Self {
        self.row(key, &[("amount", formula)])
    }
}

fn tables(prefix: &str, members: &[&str], classes: &[u32]) -> Vec<(&'static str, String)> {
    let text = |key| Text::new(key, prefix, members);
    let lines: Vec<String> = classes.iter().map(|class| format!("R{class}")).collect();
    let sum = |column: &str| {
        let terms: Vec<String> = lines.iter().map(|line| format!("{line}.{column}")).collect();
        format!("sum({})", terms.join(", "))
    };

    let mut t01 = text("T01").side(&[("amount", "money")]);
    for (line, source) in [("L1", "L1"), ("L2", "L2"), ("L3", "L3")] {
        t01 = t01.amount(line, Some(&format!("@T04.{source}.amount")));
    }
    for (line, column) in [("L4", "c3"), ("L5", "c4"), ("L6", "c5"), ("L7", "c6"), ("L8", "c7")] {
        t01 = t01.amount(line, Some(&format!("@T02.total.{column}")));
    }
    t01 = t01
        .amount("L_income_total", Some("sum(L1..L8)"))
        .amount("L_use", None)
        .amount("L_bop", None)
        .amount("L_total", Some("L_income_total + L_use + L_bop"))
        .side(&[("amount", "money")]);
    for (class, line) in classes.iter().zip(&lines) {
        t01 = t01.amount(line, Some(&format!("@T03.{class}.c1")));
    }
    t01 = t01
        .amount("R_exp_total", Some(&sum("amount")))
        .amount("R_surplus", None)
        .amount("R_eop", Some("L_total - R_exp_total - R_surplus"))
        .amount("R_total", Some("R_exp_total + R_surplus + R_eop"));

    let t02 = text("T02").repeating(
        "functional",
        &[],
        &[
            ("c1", Some("sum(c2, c3, c4, c5, c6, c7)")),
            ("c2", None),
            ("c3", None),
            ("c4", None),
            ("c5", None),
            ("c6", None),
            ("c7", None),
        ],
    );
    let t03 = text("T03").repeating(
        "functional",
        &["T05", "T08", "T09"],
        &[
            ("c1", Some("c2 + c3 + c4 + c5 + c6")),
            ("c2", Some("@T05.this.c2 + @T08.this.c4 + @T09.this.c2 + other_basic")),
            ("c3", Some("@T05.this.c3 + @T08.this.c5 + @T09.this.c3 + other_project")),
            ("c4", None),
            ("c5", None),
            ("c6", None),
            ("other_basic", None),
            ("other_project", None),
        ],
    );

    let mut t04 = text("T04")
        .side(&[("amount", "money")])
        .amount("L1", Some("@T02.total.c2 - L2 - L3"))
        .amount("L2", Some("@T08.total.c2"))
        .amount("L3", None)
        .amount("L_income_total", Some("sum(L1..L3)"))
        .amount("L_bop", None)
        .amount("L_total", Some("L_income_total + L_bop"))
        .side(&[("c2", "money"), ("c3", "money"), ("c4", "money"), ("c5", "money")]);
    for (class, line) in classes.iter().zip(&lines) {
        t04 = t04.row(
            line,
            &[
                ("c2", Some("c3 + c4 + c5")),
                ("c3", Some(&format!("@T05.{class}.c1"))),
                ("c4", Some(&format!("@T08.{class}.c3"))),
                ("c5", Some(&format!("@T09.{class}.c1"))),
            ],
        );
    }
    let sums = ["c2", "c3", "c4", "c5"].map(sum);
    let [c2, c3, c4, c5] = sums.each_ref().map(|sum| Some(sum.as_str()));
    t04 = t04
        .row("R_exp_total", &[("c2", c2), ("c3", c3), ("c4", c4), ("c5", c5)])
        .row(
            "R_eop",
            &[
                ("c2", Some("L_total.amount - R_exp_total.c2")),
                ("c3", Some("c2 - c4 - c5")),
                ("c4", Some("@T08.total.c6")),
                ("c5", None),
            ],
        )
        .row(
            "R_total",
            &[
                ("c2", Some("R_exp_total + R_eop")),
                ("c3", Some("R_exp_total + R_eop")),
                ("c4", Some("R_exp_total + R_eop")),
                ("c5", Some("R_exp_total + R_eop")),
            ],
        );

    let t05 = text("T05").repeating(
        "functional",
        &[],
        &[("c1", Some("c2 + c3")), ("c2", None), ("c3", None), ("budget", None)],
    );
    let t06 = text("T06").repeating("economic", &[], &[("c1", Some("c2 + c3")), ("c2", None), ("c3", None)]);
    let t07 = text("T07").repeating("economic", &[], &[("c1", None)]);
    let t08 = text("T08").repeating(
        "functional",
        &[],
        &[
            ("c1", None),
            ("c2", None),
            ("c3", Some("c4 + c5")),
            ("c4", None),
            ("c5", None),
            ("c6", Some("c1 + c2 - c3")),
        ],
    );
    let t09 =
        text("T09").repeating("functional", &[], &[("c1", Some("c2 + c3")), ("c2", None), ("c3", None)]);

    let three = |formula| [("budget", formula), ("amount", formula), ("visits", formula)];
    let t10 = text("T10")
        .side(&[("budget", "money"), ("amount", "money"), ("visits", "count")])
        .row("travel", &three(None))
        .row("purchase", &three(None))
        .row("running", &three(None))
        .row("vehicles", &three(Some("purchase + running")))
        .row("hospitality", &three(None))
        .row("all", &three(Some("travel + vehicles + hospitality")));
    let t11 = text("T11")
        .side(&[("amount", "money")])
        .amount("operating", Some("@T06.total.c3"))
        .amount("a1", None)
        .amount("a2", None)
        .amount("a3", Some("operating - a1 - a2"))
        .amount("goods", None)
        .amount("works", None)
        .amount("services", None)
        .amount("procurement", Some("goods + works + services"));

    [t01, t02, t03, t04, t05, t06, t07, t08, t09, t10, t11]
        .into_iter()
        .map(|text| (text.key, text.toml))
        .collect()
}

/// Each entity's articulation checks: (code, repeats over, key, rule).
const CHECKS: [(&str, &str, &str, &str); 10] = [
    ("A05", "", "must_hold", "@T01.L_total.amount = @T01.R_total.amount"),
    (
        "A06",
        "item in @T03",
        "flag_if",
        "negative(@T03.item.c2, @T03.item.c3, @T03.item.c4, @T03.item.c5, @T03.item.c6)",
    ),
    ("A07", "", "must_hold", "@T01.R_eop.amount >= 0"),
    (
        "A09",
        "item in @T02",
        "must_hold",
        "@T02.item.c1 = sum(@T02.item.c2, @T02.item.c3, @T02.item.c4, @T02.item.c5, @T02.item.c6, @T02.item.c7)",
    ),
    (
        "A10",
        "item in @T03",
        "must_hold",
        "@T03.item.c1 = sum(@T03.item.c2, @T03.item.c3, @T03.item.c4, @T03.item.c5, @T03.item.c6)",
    ),
    ("A11", "item in @T05", "must_hold", "@T05.item.c1 = sum(@T05.item.c2, @T05.item.c3)"),
    ("A28", "", "must_hold", "@T04.L_total.amount = @T04.R_total.c2"),
    ("B02", "", "must_hold", "sum(@T01.L1..L3) = @T02.total.c2"),
    ("B07", "", "must_hold", "@T04.R_exp_total.c2 <= @T01.R_exp_total.amount"),
    ("N01", "item in @T05", "flag_if", "blank(@T05.item.c1) and blank(@T05.item.budget)"),
];

fn checks(entity: &Entity) -> String {
    let mut text = String::new();
    for (code, each, key, rule) in CHECKS {
        let prefix = &entity.prefix;
        let rule = rule.replace('@', prefix);
        let _ = write!(
            text,
            "[[check]]\ncode = \"{prefix}{code}\"\ntitle = \"{code}\"\nseverity = \"error\"\n\
             explanation = \"\"\nlook_at = \"\"\n{key} = \"{rule}\"\n"
        );
        if !each.is_empty() {
            let _ = writeln!(text, "each = \"{}\"", each.replace('@', prefix));
        }
    }
    text
}
