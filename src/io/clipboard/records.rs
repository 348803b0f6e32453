//! Blocks from a spreadsheet into the records of a list.

use crate::report::{Edit, ListKey, Record};
use crate::template::{List, ListForm};

/// What pasting a block into a list would do.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordsPlan {
    /// All of it as one edit; `None` when nothing changes.
    pub edit: Option<Edit>,
    /// Rows and columns that were laid out.
    pub size: (usize, usize),
    /// Records that are added.
    pub added: usize,
    /// Blank cells of merged levels that were filled from the row above.
    pub filled_down: usize,
    /// Whether the first line was a line of column heads, and was left out.
    pub heads: bool,
    /// Lines of sums that were left out.
    pub sums: usize,
    /// Cells beyond the last column.
    pub beyond: usize,
}

/// Whether a text is a block rather than words for one cell.
pub fn is_block(text: &str) -> bool {
    let block = super::cells(text);
    block.len() > 1 || block.first().is_some_and(|line| line.len() > 1)
}

/// Lays a block over the records from the cell at `start` (row and column, from 0) to the right and down; what
/// reaches beyond the last record becomes new ones, numbered from `next`.
pub fn plan_records(
    text: &str,
    start: (usize, usize),
    (key, list): (ListKey, &List),
    records: &[Record],
    next: u32,
) -> RecordsPlan {
    let mut block = super::cells(text);
    let columns = list.columns.get(start.1..).unwrap_or_default();
    let title = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let named = block.first().map_or(0, |line| {
        line.iter().zip(columns).filter(|(text, column)| title(text) == title(&column.title)).count()
    });
    let filled = block.first().map_or(0, |line| line.iter().filter(|text| !text.trim().is_empty()).count());
    let heads = named > 0 && named * 2 >= filled;
    if heads {
        block.remove(0);
    }
    let before = block.len();
    // The sum below the indicators is computed; as an indicator it would spoil every score.
    if list.form == ListForm::Indicators {
        block.retain(|line| {
            let first = line.iter().map(|text| title(text)).find(|text| !text.is_empty());
            !matches!(first.as_deref(), Some("总分" | "合计" | "总计"))
        });
    }
    let sums = before - block.len();
    let width = block.iter().map(Vec::len).max().unwrap_or(0);
    let mut plan = RecordsPlan {
        edit: None,
        size: (block.len(), width.min(columns.len())),
        added: 0,
        filled_down: 0,
        heads,
        sums,
        beyond: block.iter().map(|line| line.len().saturating_sub(columns.len())).sum(),
    };
    let mut laid = records.to_vec();
    for (row, line) in (start.0..).zip(&block) {
        if row >= laid.len() {
            let id = next.saturating_add(u32::try_from(plan.added).unwrap_or(u32::MAX));
            plan.added += 1;
            laid.push(Record { id, ..Record::default() });
        }
        let (above, here) = laid.split_at_mut(row);
        let Some(record) = here.first_mut() else { break };
        // A merged cell comes as its first row's text and blanks below it.
        let above = above.last().filter(|_| list.form == ListForm::Indicators);
        let mut same_group = true;
        for (column, text) in columns.iter().zip(line) {
            let level = matches!(column.key.as_str(), "level1" | "level2");
            let kept = above.map(|above| above.field(&column.key).to_string());
            let text = match kept {
                Some(kept) if level && text.trim().is_empty() && same_group && !kept.is_empty() => {
                    plan.filled_down += 1;
                    kept
                }
                kept => {
                    // Within another group of the first level, blank is no merged cell of the second.
                    same_group &= !(level && kept.is_some_and(|kept| kept != text.trim()));
                    text.trim_end_matches(['\r', '\n']).to_string()
                }
            };
            if text.is_empty() {
                record.fields.remove(&column.key);
            } else {
                record.fields.insert(column.key.clone(), text);
            }
        }
    }
    plan.edit = (laid != records).then_some(Edit::SetRecords(key, laid));
    plan
}

impl RecordsPlan {
    /// What was done, in a line for the clerk.
    pub fn report(&self) -> String {
        let (rows, columns) = self.size;
        let mut words = format!("粘贴 {rows} 行 × {columns} 列");
        let mut also = |count: usize, before: &str, after: &str| {
            if count > 0 {
                words.push_str(&format!("，{before} {count} {after}"));
            }
        };
        also(self.added, "新增", "行");
        also(self.filled_down, "合并过的一、二级指标往下补填", "格");
        also(usize::from(self.heads), "跳过表头", "行");
        also(self.sums, "跳过合计", "行");
        also(self.beyond, "超出表外没有填", "格");
        words.push_str("。按 Ctrl+Z 可整体撤销");
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::builtin;

    fn paste(text: &str, start: (usize, usize), before: &[[&str; 3]]) -> (RecordsPlan, Vec<Vec<String>>) {
        let template = builtin("nmg-department-2023").unwrap().unwrap();
        let index = template.list_of(ListForm::Indicators).unwrap();
        let list = template.list(index).unwrap();
        let columns = ["level1", "level2", "name"];
        let records: Vec<_> = (1u32..)
            .zip(before)
            .map(|(id, texts)| {
                let fields = columns.iter().zip(texts).filter(|(_, text)| !text.is_empty());
                Record { id, fields: fields.map(|(key, text)| (key.to_string(), text.to_string())).collect() }
            })
            .collect();
        let plan = plan_records(text, start, (ListKey::within(index, 1), list), &records, 50);
        let after = match plan.edit.clone() {
            Some(Edit::SetRecords(_, records)) => records,
            None => records,
            other => panic!("{other:?}"),
        };
        let row = |record: &Record| columns.iter().map(|column| record.field(column).to_string()).collect();
        (plan, after.iter().map(row).collect())
    }

    #[test]
    fn a_block_fills_cells_and_adds_rows() {
        let (plan, after) =
            paste("甲\n乙\r\n丙\n", (1, 2), &[["产出", "数量", "一"], ["产出", "数量", "二"]]);
        assert_eq!(after, [["产出", "数量", "一"], ["产出", "数量", "甲"], ["", "", "乙"], ["", "", "丙"]]);
        assert_eq!((plan.added, plan.size, plan.filled_down), (2, (3, 1), 0));
        let Some(Edit::SetRecords(_, records)) = plan.edit else { panic!() };
        assert_eq!(records.iter().map(|record| record.id).collect::<Vec<_>>(), [1, 2, 50, 51]);
    }

    #[test]
    fn merged_levels_are_filled_down() {
        let text = "产出\t数量\t甲\n\t\t乙\n\t质量\t丙\n效益\t\t丁\n\t社会\t戊";
        let (plan, after) = paste(text, (0, 0), &[]);
        let expected = [
            ["产出", "数量", "甲"],
            ["产出", "数量", "乙"],
            ["产出", "质量", "丙"],
            ["效益", "", "丁"],
            ["效益", "社会", "戊"],
        ];
        assert_eq!(after, expected);
        assert_eq!(plan.filled_down, 4);
        assert!(plan.report().contains("往下补填 4 格"), "{}", plan.report());
    }

    #[test]
    fn heads_and_sums_are_left_out() {
        let (plan, after) = paste("一级指标\t二级指标\t三级 指标\n产出\t数量\t甲\n总分\t\t\n", (0, 0), &[]);
        assert_eq!(after, [["产出", "数量", "甲"]]);
        assert_eq!((plan.heads, plan.sums), (true, 1));
    }

    #[test]
    fn blanks_clear_and_what_is_beyond_is_counted() {
        let wide = ["x"; 12].join("\t");
        let (plan, _) = paste(&wide, (0, 0), &[]);
        assert_eq!((plan.beyond, plan.size), (1, (1, 11)));
        let (plan, after) = paste("\t", (0, 2), &[["产出", "数量", "一"]]);
        assert_eq!(after, [["产出", "数量", ""]]);
        assert_eq!(plan.added, 0);
        assert_eq!(paste("一", (0, 2), &[["产出", "数量", "一"]]).0.edit, None);
        assert!(is_block("a\tb") && is_block("a\nb") && !is_block("a") && !is_block("\"a\nb\""));
    }
}
