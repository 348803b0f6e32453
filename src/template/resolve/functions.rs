//! Calls of functions: which there are, what each takes and yields.

use super::{Names, Place, Resolved, at, record_column};
use crate::template::RowKey;
use crate::template::expr::{Address, Expr, Function, Kind, RecordColumn, RowName};
use crate::template::syntax::Syntax;

const FUNCTIONS: &str = "sum share change change_amount change_each proportion completion of_total list names count total \
    when chosen filled none blank negative cn number agrees near per starts ends contains length days dated year_of \
    phone official valid_from budget_of written";

impl Names<'_> {
    pub(super) fn call(&self, name: &str, arguments: &[Syntax], place: Place<'_>) -> Resolved<(Expr, Kind)> {
        use Function as F;
        let function = match name {
            "sum" => return self.sum(arguments, place),
            "list" | "names" => return self.list(name, arguments, place),
            "count" | "total" => return self.aggregate(name, arguments),
            "chosen" => return self.chosen(arguments),
            "of_total" => F::OfTotal,
            "filled" => F::Filled,
            "share" => F::Share,
            "change" => F::Change,
            "change_amount" => F::ChangeAmount,
            "change_each" => F::ChangeEach,
            "proportion" => F::Proportion,
            "completion" => F::Completion,
            "when" => F::When,
            "none" => F::None,
            "blank" => F::Blank,
            "negative" => F::Negative,
            "agrees" => F::Agrees,
            "near" => F::Near,
            "per" => F::Per,
            "starts" => F::Starts,
            "ends" => F::Ends,
            "contains" => F::Contains,
            "length" => F::Length,
            "days" => F::Days,
            "dated" => F::Dated,
            "year_of" => F::YearOf,
            "phone" => F::Phone,
            "official" => F::Official,
            "valid_from" => F::ValidFrom,
            "budget_of" => F::BudgetOf,
            "written" => F::Written,
            "cn" => F::ChineseNumber,
            "number" => F::Numeral,
            _ => return Err(format!("没有这个函数。可用：{FUNCTIONS}")),
        };
        let mut resolved = Vec::new();
        let mut kinds = Vec::new();
        for argument in arguments {
            let (expr, kind) = self.resolve(argument, place)?;
            resolved.push(expr);
            kinds.push(kind);
        }
        let kind = match (function, kinds.as_slice()) {
            (F::Share, [Kind::Money, Kind::Money] | [Kind::Count, Kind::Count]) => Kind::Rate,
            (
                F::Change | F::ChangeAmount | F::ChangeEach | F::Proportion | F::Completion,
                [Kind::Money, Kind::Money],
            ) => Kind::Phrase,
            (F::Completion | F::OfTotal, [Kind::Money, Kind::Money, Kind::Text]) => Kind::Phrase,
            (F::When, [Kind::Truth, Kind::Text]) => Kind::Text,
            (F::Filled, [Kind::Text]) => Kind::Truth,
            (F::None | F::Blank, [Kind::Money | Kind::Count]) => Kind::Truth,
            (F::Agrees, [_, ..]) if is_cells(&resolved) => Kind::Truth,
            (F::Near, [Kind::Money, Kind::Money, Kind::Number]) => Kind::Truth,
            (F::Per, [Kind::Money | Kind::Count, Kind::Count]) => Kind::Number,
            (F::Starts | F::Ends | F::Contains, [Kind::Text, Kind::Text])
                if matches!(resolved.as_slice(), [_, Expr::Text(_) | Expr::Of(..)]) =>
            {
                Kind::Truth
            }
            (F::Dated | F::Phone, [Kind::Text]) => Kind::Truth,
            (F::Length | F::YearOf | F::ValidFrom, [Kind::Text]) | (F::Days, [Kind::Text, Kind::Text]) => {
                Kind::Count
            }
            (F::Official | F::BudgetOf, [Kind::Text]) => Kind::Text,
            (F::Written, [Kind::Text]) if matches!(resolved.as_slice(), [Expr::Text(_)]) => Kind::Text,
            (F::Negative, [_, ..]) if kinds.iter().all(|kind| matches!(kind, Kind::Money | Kind::Count)) => {
                Kind::Truth
            }
            (F::ChineseNumber | F::Numeral, [Kind::Count]) => Kind::Text,
            (F::Numeral, [Kind::Number]) => Kind::Text,
            _ => {
                let given: Vec<_> = kinds.iter().map(|kind| kind.label()).collect();
                let wanted = match function {
                    F::When => "（判断，文字）",
                    F::Filled => "（文字）",
                    F::OfTotal => "（金额，金额，文字）",
                    F::Agrees => "（格子，如 T05.total.c1）",
                    F::Near => "（金额，金额，百分数）",
                    F::Per => "（金额或个数，个数）",
                    F::Starts | F::Ends | F::Contains => "（文字，'写明的文字'）",
                    F::Days => "（日期，日期）",
                    F::Dated | F::Phone | F::Length | F::YearOf => "（文字）",
                    F::Written => "（'正文里的一处'，如 's1.total.reason'）",
                    F::Official | F::ValidFrom | F::BudgetOf => "（科目编码，如 item.code）",
                    F::None | F::Blank | F::Negative => "（金额或个数）",
                    F::ChineseNumber | F::Numeral => "（个数）",
                    _ => "（金额，金额）",
                };
                return Err(format!("括号里应是{wanted}，写的是（{}）", given.join("，")));
            }
        };
        Ok((Expr::Call(function, resolved), kind))
    }

    fn sum(&self, arguments: &[Syntax], place: Place<'_>) -> Resolved<(Expr, Kind)> {
        let mut terms = Vec::new();
        let mut kind = None;
        for argument in arguments {
            let (term, term_kind) = match argument {
                Syntax::Range(first, last, offset) => {
                    self.range(first, last, place).map_err(|problem| at(*offset, problem))?
                }
                other => self.resolve(other, place)?,
            };
            if !matches!(term_kind, Kind::Money | Kind::Count) || kind.is_some_and(|kind| kind != term_kind) {
                return Err("只能把同一种金额或个数相加".into());
            }
            kind = Some(term_kind);
            terms.push(term);
        }
        let kind = kind.ok_or("括号里没有要加的数")?;
        Ok((Expr::Call(Function::Sum, terms), kind))
    }

    /// `list(T06.30101..30199, T06.30301)` with amounts, `names(…)` without.
    fn list(&self, name: &str, arguments: &[Syntax], place: Place<'_>) -> Resolved<(Expr, Kind)> {
        let mut ranges = Vec::new();
        for argument in arguments {
            let (rows, kind) = match argument {
                Syntax::Range(first, last, offset) => {
                    self.range(first, last, place).map_err(|problem| at(*offset, problem))?
                }
                other => match self.resolve(other, place)? {
                    (
                        Expr::Cell(Address { table, row: RowName::Key(row @ RowKey::Fixed(_)), column }),
                        kind,
                    ) => (Expr::Rows(table, vec![row], column), kind),
                    _ => return Err("括号里应是固定行或行的范围，如 T06.30101..30199".into()),
                },
            };
            if kind != Kind::Money {
                return Err("只能列出金额".into());
            }
            ranges.push(rows);
        }
        match (name, ranges.is_empty()) {
            (_, true) => Err("括号里没有要列的行，如 T06.30101..30199".into()),
            ("names", _) => Ok((Expr::Call(Function::Names, ranges), Kind::Text)),
            _ => Ok((Expr::Call(Function::List, ranges), Kind::Phrase)),
        }
    }

    /// `count(projects, 'level', '一级项目')`, `total(projects.executed)`.
    fn aggregate(&self, name: &str, arguments: &[Syntax]) -> Resolved<(Expr, Kind)> {
        let (Some(Syntax::Path(path, _)), conditions) =
            (arguments.first(), arguments.get(1..).unwrap_or(&[]))
        else {
            return Err("括号里先写清单的名称".into());
        };
        let (list, column) = match (name, path.as_slice()) {
            ("count", [list]) => (list, None),
            ("total", [list, column]) => (list, Some(column)),
            _ => return Err("应写成 count(清单) 或 total(清单.栏)".into()),
        };
        let (index, list) = self.list_named(list).ok_or_else(|| format!("没有叫“{list}”的清单"))?;
        let (column, kind) = match column {
            None => (None, Kind::Count),
            Some(column) => {
                let (column, kind) = record_column(list, column)?;
                if !matches!(kind, Kind::Money | Kind::Count) {
                    return Err(format!("{}不能相加", kind.label()));
                }
                (Some(column), kind)
            }
        };
        let mut resolved = vec![Expr::Records(index, column)];
        for pair in conditions.chunks(2) {
            let [Syntax::Text(key), Syntax::Text(text)] = pair else {
                return Err("条件写成 '栏', '文字'，可以有几对".into());
            };
            let position = list.columns.iter().position(|column| column.key == *key);
            let field = position.and_then(|index| u16::try_from(index).ok());
            let field = field.ok_or_else(|| format!("清单“{}”没有“{key}”这一栏", list.key))?;
            resolved.push(Expr::Record(index, RecordColumn::Field(field)));
            resolved.push(Expr::Text(text.clone()));
        }
        let function = if name == "count" { Function::CountRecords } else { Function::TotalRecords };
        Ok((Expr::Call(function, resolved), kind))
    }

    fn chosen(&self, arguments: &[Syntax]) -> Resolved<(Expr, Kind)> {
        let [Syntax::Text(key), Syntax::Text(choice)] = arguments else {
            return Err("括号里应是（'选项', '选择'）".into());
        };
        let option = self.options.iter().find(|option| option.key == *key);
        let option = option.ok_or_else(|| format!("没有叫“{key}”的选项"))?;
        if !option.choice.iter().any(|known| known.key == *choice) {
            return Err(format!("选项“{key}”没有“{choice}”这个选择"));
        }
        let arguments = vec![Expr::Text(key.clone()), Expr::Text(choice.clone())];
        Ok((Expr::Call(Function::Chosen, arguments), Kind::Truth))
    }
}

/// Whether all arguments are single cells.
fn is_cells(arguments: &[Expr]) -> bool {
    arguments.iter().all(|argument| matches!(argument, Expr::Cell(_)))
}
