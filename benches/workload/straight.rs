//! The same arithmetic as the workload's template, written straight down for tables whose layout is known: what a
//! program for this one department would do. It is generic over the number, and knows no blank.

#![allow(clippy::needless_range_loop, reason = "rows and columns go by their number, as in the form")]

use super::codes::Tree;
use super::fill::{Place, entered_columns, entered_fixed, repeating};
use super::{FORMS, Form, Shape};
use final_accounts::report::{CellRef, Report};
use final_accounts::template::RowKey;
use rust_decimal::Decimal;
use std::fmt::Write;

/// A number that adds up exactly or stops the program.
pub trait Money: Copy + PartialOrd {
    const ZERO: Self;
    fn from_fen(fen: i64) -> Self;
    fn fen(self) -> i64;
    fn plus(self, other: Self) -> Self;
    fn minus(self, other: Self) -> Self;
    /// In yuan with two decimals.
    fn write(self, out: &mut String);
    fn read(text: &str) -> Self;
}

impl Money for Decimal {
    // Two decimals, as all the others have: a zero without any would be rescaled at each addition.
    const ZERO: Self = Decimal::from_parts(0, 0, 0, false, 2);

    fn from_fen(fen: i64) -> Self {
        Decimal::new(fen, 2)
    }

    fn fen(self) -> i64 {
        assert_eq!(self.scale(), 2);
        i64::try_from(self.mantissa()).expect("fits")
    }

    fn plus(self, other: Self) -> Self {
        self + other
    }

    fn minus(self, other: Self) -> Self {
        self - other
    }

    fn write(self, out: &mut String) {
        let _ = write!(out, "{self}");
    }

    fn read(text: &str) -> Self {
        text.parse().expect("a number")
    }
}

/// Checked 0.01 yuan.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub struct Fen(i64);

impl Money for Fen {
    const ZERO: Self = Fen(0);

    fn from_fen(fen: i64) -> Self {
        Fen(fen)
    }

    fn fen(self) -> i64 {
        self.0
    }

    fn plus(self, other: Self) -> Self {
        Fen(self.0.checked_add(other.0).expect("no overflow"))
    }

    fn minus(self, other: Self) -> Self {
        Fen(self.0.checked_sub(other.0).expect("no overflow"))
    }

    fn write(self, out: &mut String) {
        let sign = if self.0 < 0 { "-" } else { "" };
        let _ = write!(out, "{sign}{}.{:02}", self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
    }

    fn read(text: &str) -> Self {
        let (yuan, fen) = text.split_once('.').unwrap_or((text, "00"));
        let yuan: i64 = yuan.parse().expect("a number");
        let fen: i64 = fen.parse().expect("a number");
        Fen(yuan * 100 + if text.starts_with('-') { -fen } else { fen })
    }
}

/// The tables of one entity: arrays of rows in the order of the form.
pub struct Sheet<N> {
    /// 12 lines of income, then a line for each class and 4 more.
    t01: Vec<N>,
    t02: Vec<[N; 7]>,
    t03: Vec<[N; 8]>,
    t04_left: [N; 6],
    /// A line for each class and 3 more.
    t04: Vec<[N; 4]>,
    t05: Vec<[N; 4]>,
    t06: Vec<[N; 3]>,
    t07: Vec<[N; 1]>,
    t08: Vec<[N; 6]>,
    t09: Vec<[N; 3]>,
    t10: [[N; 3]; 6],
    t11: [N; 8],
}

impl<N: Money> Sheet<N> {
    fn new(shape: &Shape) -> Self {
        let classes = shape.classes.len();
        Sheet {
            t01: vec![N::ZERO; 12 + classes + 4],
            t02: vec![[N::ZERO; 7]; shape.all.rows.len()],
            t03: vec![[N::ZERO; 8]; shape.all.rows.len()],
            t04_left: [N::ZERO; 6],
            t04: vec![[N::ZERO; 4]; classes + 3],
            t05: vec![[N::ZERO; 4]; shape.general.rows.len()],
            t06: vec![[N::ZERO; 3]; shape.economic.rows.len()],
            t07: vec![[N::ZERO; 1]; shape.economic.rows.len()],
            t08: vec![[N::ZERO; 6]; shape.funds.rows.len()],
            t09: vec![[N::ZERO; 3]; shape.capital.rows.len()],
            t10: [[N::ZERO; 3]; 6],
            t11: [N::ZERO; 8],
        }
    }

    pub fn get(&self, form: Form, row: usize, column: usize) -> N {
        match form {
            Form::T01 => self.t01[row],
            Form::T02 => self.t02[row][column],
            Form::T03 => self.t03[row][column],
            Form::T04 if row < 6 => self.t04_left[row],
            Form::T04 => self.t04[row - 6][column - 1],
            Form::T05 => self.t05[row][column],
            Form::T06 => self.t06[row][column],
            Form::T07 => self.t07[row][column],
            Form::T08 => self.t08[row][column],
            Form::T09 => self.t09[row][column],
            Form::T10 => self.t10[row][column],
            Form::T11 => self.t11[row],
        }
    }

    fn at(&mut self, form: Form, row: usize, column: usize) -> &mut N {
        match form {
            Form::T01 => &mut self.t01[row],
            Form::T02 => &mut self.t02[row][column],
            Form::T03 => &mut self.t03[row][column],
            Form::T04 if row < 6 => &mut self.t04_left[row],
            Form::T04 => &mut self.t04[row - 6][column - 1],
            Form::T05 => &mut self.t05[row][column],
            Form::T06 => &mut self.t06[row][column],
            Form::T07 => &mut self.t07[row][column],
            Form::T08 => &mut self.t08[row][column],
            Form::T09 => &mut self.t09[row][column],
            Form::T10 => &mut self.t10[row][column],
            Form::T11 => &mut self.t11[row],
        }
    }
}

/// Rows of T05, T08 and T09 that a row of T03 takes in, and rows of T02 and T03 by class.
pub struct Links {
    general: Vec<Option<usize>>,
    funds: Vec<Option<usize>>,
    capital: Vec<Option<usize>>,
    class_all: Vec<usize>,
    class_general: Vec<Option<usize>>,
    class_funds: Vec<Option<usize>>,
    class_capital: Vec<Option<usize>>,
    /// Per row of T05, its row in T03, and the line of its class.
    of_general: Vec<(usize, usize)>,
    /// Per row, the subtotals it belongs to, lowest first.
    above_general: Vec<Vec<usize>>,
    above_all: Vec<Vec<usize>>,
}

impl Links {
    pub fn new(shape: &Shape) -> Self {
        let rows = |tree: &Tree| {
            let row = |row: &RowKey| tree.rows.iter().position(|other| other == row);
            shape.all.rows.iter().map(row).collect()
        };
        let classes = |tree: &Tree| shape.classes.iter().map(|class| tree.row(*class)).collect();
        let of_general = |row: &RowKey| {
            let RowKey::Code(code) = row else { return (0, 0) };
            let class = if *code < 1000 { *code } else { code / if *code < 100_000 { 100 } else { 10_000 } };
            let line = shape.classes.iter().position(|other| *other == class);
            (shape.all.row(*code).expect("a row"), line.expect("a class"))
        };
        Links {
            general: rows(&shape.general),
            funds: rows(&shape.funds),
            capital: rows(&shape.capital),
            class_all: shape.classes.iter().map(|class| shape.all.row(*class).expect("a class")).collect(),
            class_general: classes(&shape.general),
            class_funds: classes(&shape.funds),
            class_capital: classes(&shape.capital),
            of_general: shape.general.rows.iter().map(of_general).collect(),
            above_general: above(&shape.general),
            above_all: above(&shape.all),
        }
    }
}

/// All entities' tables.
pub struct Straight<'s, N> {
    shape: &'s Shape,
    links: &'s Links,
    sheets: Vec<Sheet<N>>,
}

impl<'s, N: Money> Straight<'s, N> {
    /// Reads what was entered and calculates everything.
    pub fn load(shape: &'s Shape, links: &'s Links, report: &Report) -> Self {
        let sheets = shape.entities.iter().map(|_| Sheet::new(shape)).collect();
        let mut straight = Straight { shape, links, sheets };
        for unit in shape.units() {
            straight.read(unit, report);
        }
        straight.recalculate();
        straight
    }

    fn read(&mut self, unit: usize, report: &Report) {
        let sheet = &mut self.sheets[unit];
        let table = |form| u16::try_from(unit * FORMS + form as usize).expect("tables fit");
        for (form, tree) in repeating(self.shape) {
            let rows = report.rows(table(form)).zip(tree.items.iter().zip(&tree.item_rows));
            for ((key, data), (code, row)) in rows {
                assert_eq!(key, RowKey::Code(*code));
                for (column, content) in data.cells() {
                    let fen = content.entered.map_or(0, |entered| entered.raw());
                    *sheet.at(form, *row, usize::from(column)) = N::from_fen(fen);
                }
            }
        }
        for form in [Form::T01, Form::T04, Form::T10, Form::T11] {
            for (key, data) in report.rows(table(form)) {
                let RowKey::Fixed(row) = key else { continue };
                for (column, content) in data.cells() {
                    let fen = content.entered.map_or(0, |entered| entered.raw());
                    *sheet.at(form, usize::from(row), usize::from(column)) = N::from_fen(fen);
                }
            }
        }
    }

    /// Calculates everything from what was entered.
    pub fn recalculate(&mut self) {
        for entity in (0..self.sheets.len()).rev() {
            self.calculate(entity);
        }
    }

    fn calculate(&mut self, entity: usize) {
        let members = self.shape.entities[entity].members.clone();
        if !members.is_empty() {
            let (above, below) = self.sheets.split_at_mut(members.start);
            consolidate(self.shape, &mut above[entity], &below[..members.len()]);
        }
        self.sheets[entity].calculate(self.shape, self.links);
    }

    /// Enters a figure in 基本支出 of T05 and recalculates what depends on it, formula by formula.
    pub fn edit(&mut self, place: Place, fen: i64) {
        let row = self.shape.general.item_rows[place.item];
        self.sheets[place.unit].t05[row][1] = N::from_fen(fen);
        for entity in self.shape.upwards(place.unit) {
            let members = self.shape.entities[entity].members.clone();
            if !members.is_empty() {
                let sum = self.sheets[members].iter().fold(N::ZERO, |sum, sheet| sum.plus(sheet.t05[row][1]));
                self.sheets[entity].t05[row][1] = sum;
            }
            self.sheets[entity].after_basic(self.shape, self.links, row);
        }
    }

    /// Enters many figures, then calculates the tables of their units and of whoever adds those up.
    pub fn paste(&mut self, places: &[Place], fen: i64) {
        let mut touched = vec![false; self.sheets.len()];
        for (place, offset) in places.iter().zip(0i64..) {
            let tree = if place.form == Form::T05 { &self.shape.general } else { &self.shape.all };
            let row = tree.item_rows[place.item];
            *self.sheets[place.unit].at(place.form, row, place.column) = N::from_fen(fen + offset);
            if !touched[place.unit] {
                self.shape.upwards(place.unit).for_each(|entity| touched[entity] = true);
            }
        }
        for entity in (0..touched.len()).rev().filter(|entity| touched[*entity]) {
            self.calculate(entity);
        }
    }

    /// Judges every rule of the template's checks; answers how many fail.
    pub fn failing_checks(&self) -> usize {
        self.sheets.iter().map(|sheet| sheet.failing_checks(self.shape)).sum()
    }

    /// The saved report.
    pub fn write(&self) -> String {
        super::json::write(self.shape, &self.sheets)
    }

    /// Visits every value with the cell it belongs to.
    pub fn for_each_value(&self, shape: &Shape, mut visit: impl FnMut(CellRef, N)) {
        for (entity, sheet) in self.sheets.iter().enumerate() {
            for (form, tree) in repeating(shape) {
                let width = match form {
                    Form::T02 => 7,
                    Form::T03 => 8,
                    Form::T05 => 4,
                    Form::T06 | Form::T09 => 3,
                    Form::T08 => 6,
                    _ => 1,
                };
                for (row, key) in tree.rows.iter().enumerate() {
                    for column in 0..width {
                        visit(shape.cell(entity, form, *key, column), sheet.get(form, row, column));
                    }
                }
            }
            let classes = shape.classes.len();
            let single = |from, to, column| (from..to).map(move |row| (row, column));
            let wide = |from: usize, to: usize, columns: std::ops::Range<usize>| {
                (from..to).flat_map(move |row| columns.clone().map(move |column| (row, column)))
            };
            let t01 = single(0, 12, 0).chain(single(12, 12 + classes + 4, 1)).map(|at| (Form::T01, at));
            let t04 = single(0, 6, 0).chain(wide(6, 6 + classes + 3, 1..5)).map(|at| (Form::T04, at));
            let t10 = wide(0, 6, 0..3).map(|at| (Form::T10, at));
            let t11 = single(0, 8, 0).map(|at| (Form::T11, at));
            for (form, (row, column)) in t01.chain(t04).chain(t10).chain(t11) {
                let key = RowKey::Fixed(u16::try_from(row).expect("rows fit"));
                visit(shape.cell(entity, form, key, column), sheet.get(form, row, column));
            }
        }
    }
}

fn above(tree: &Tree) -> Vec<Vec<usize>> {
    let of = |row| {
        let mut below = row;
        let holds = |(index, (subtotal, rows)): (usize, &(usize, Vec<usize>))| {
            let found = rows.contains(&below).then_some(index);
            below = found.map_or(below, |_| *subtotal);
            found
        };
        tree.subtotals.iter().enumerate().filter_map(holds).collect()
    };
    (0..tree.rows.len()).map(of).collect()
}

/// Adds up the members' entered cells.
fn consolidate<N: Money>(shape: &Shape, sheet: &mut Sheet<N>, members: &[Sheet<N>]) {
    fn rows<N: Money, const W: usize>(
        form: Form,
        tree: &Tree,
        members: &[Sheet<N>],
        of: impl Fn(&Sheet<N>) -> &[[N; W]],
        into: &mut [[N; W]],
    ) {
        for row in &tree.item_rows {
            for column in entered_columns(form) {
                let sum = members.iter().fold(N::ZERO, |sum, member| sum.plus(of(member)[*row][*column]));
                into[*row][*column] = sum;
            }
        }
    }
    rows(Form::T02, &shape.all, members, |sheet| &sheet.t02, &mut sheet.t02);
    rows(Form::T03, &shape.all, members, |sheet| &sheet.t03, &mut sheet.t03);
    rows(Form::T05, &shape.general, members, |sheet| &sheet.t05, &mut sheet.t05);
    rows(Form::T06, &shape.economic, members, |sheet| &sheet.t06, &mut sheet.t06);
    rows(Form::T07, &shape.economic, members, |sheet| &sheet.t07, &mut sheet.t07);
    rows(Form::T08, &shape.funds, members, |sheet| &sheet.t08, &mut sheet.t08);
    rows(Form::T09, &shape.capital, members, |sheet| &sheet.t09, &mut sheet.t09);
    let classes = shape.classes.len();
    let sum =
        |pick: &dyn Fn(&Sheet<N>) -> N| members.iter().fold(N::ZERO, |sum, member| sum.plus(pick(member)));
    for (row, _) in entered_fixed(Form::T01, classes) {
        sheet.t01[row] = sum(&|member| member.t01[row]);
    }
    for row in [2, 4] {
        sheet.t04_left[row] = sum(&|member| member.t04_left[row]);
    }
    sheet.t04[classes + 1][3] = sum(&|member| member.t04[classes + 1][3]);
    for (row, column) in entered_fixed(Form::T10, classes) {
        sheet.t10[row][column] = sum(&|member| member.t10[row][column]);
    }
    for (row, _) in entered_fixed(Form::T11, classes) {
        sheet.t11[row] = sum(&|member| member.t11[row]);
    }
}

fn subtotals<N: Money, const W: usize>(tree: &Tree, rows: &mut [[N; W]]) {
    for (subtotal, below) in &tree.subtotals {
        for column in 0..W {
            rows[*subtotal][column] = below.iter().fold(N::ZERO, |sum, row| sum.plus(rows[*row][column]));
        }
    }
}

impl<N: Money> Sheet<N> {
    fn calculate(&mut self, shape: &Shape, links: &Links) {
        for row in &shape.general.item_rows {
            let row = &mut self.t05[*row];
            row[0] = row[1].plus(row[2]);
        }
        subtotals(&shape.general, &mut self.t05);
        for row in &shape.funds.item_rows {
            let row = &mut self.t08[*row];
            row[2] = row[3].plus(row[4]);
            row[5] = row[0].plus(row[1]).minus(row[2]);
        }
        subtotals(&shape.funds, &mut self.t08);
        for row in &shape.capital.item_rows {
            let row = &mut self.t09[*row];
            row[0] = row[1].plus(row[2]);
        }
        subtotals(&shape.capital, &mut self.t09);
        for row in &shape.economic.item_rows {
            let row = &mut self.t06[*row];
            row[0] = row[1].plus(row[2]);
        }
        subtotals(&shape.economic, &mut self.t06);
        subtotals(&shape.economic, &mut self.t07);
        for row in &shape.all.item_rows {
            let row = &mut self.t02[*row];
            row[0] = row[1].plus(row[2]).plus(row[3]).plus(row[4]).plus(row[5]).plus(row[6]);
        }
        subtotals(&shape.all, &mut self.t02);
        for row in &shape.all.item_rows {
            self.t03_basic(links, *row);
            self.t03_project(links, *row);
            self.t03_all(*row);
        }
        subtotals(&shape.all, &mut self.t03);
        self.t04(shape, links);
        self.t01(shape, links);
        for column in 0..3 {
            let [travel, purchase, running, _, hospitality, _] = self.t10.map(|row| row[column]);
            let vehicles = purchase.plus(running);
            self.t10[3][column] = vehicles;
            self.t10[5][column] = travel.plus(vehicles).plus(hospitality);
        }
        let t11 = &mut self.t11;
        t11[0] = self.t06[0][2];
        t11[3] = t11[0].minus(t11[1]).minus(t11[2]);
        t11[7] = t11[4].plus(t11[5]).plus(t11[6]);
    }

    fn t03_basic(&mut self, links: &Links, row: usize) {
        let mut sum = self.t03[row][6];
        if let Some(general) = links.general[row] {
            sum = sum.plus(self.t05[general][1]);
        }
        if let Some(funds) = links.funds[row] {
            sum = sum.plus(self.t08[funds][3]);
        }
        if let Some(capital) = links.capital[row] {
            sum = sum.plus(self.t09[capital][1]);
        }
        self.t03[row][1] = sum;
    }

    fn t03_project(&mut self, links: &Links, row: usize) {
        let mut sum = self.t03[row][7];
        if let Some(general) = links.general[row] {
            sum = sum.plus(self.t05[general][2]);
        }
        if let Some(funds) = links.funds[row] {
            sum = sum.plus(self.t08[funds][4]);
        }
        if let Some(capital) = links.capital[row] {
            sum = sum.plus(self.t09[capital][2]);
        }
        self.t03[row][2] = sum;
    }

    fn t03_all(&mut self, row: usize) {
        let row = &mut self.t03[row];
        row[0] = row[1].plus(row[2]).plus(row[3]).plus(row[4]).plus(row[5]);
    }

    fn t04(&mut self, shape: &Shape, links: &Links) {
        let left = &mut self.t04_left;
        left[1] = self.t08[0][1];
        left[0] = self.t02[0][1].minus(left[1]).minus(left[2]);
        left[3] = left[0].plus(left[1]).plus(left[2]);
        left[5] = left[3].plus(left[4]);
        let classes = shape.classes.len();
        let mut total = [N::ZERO; 4];
        for class in 0..classes {
            let of = |row: Option<usize>, value: &dyn Fn(usize) -> N| row.map_or(N::ZERO, value);
            let c3 = of(links.class_general[class], &|row| self.t05[row][0]);
            let c4 = of(links.class_funds[class], &|row| self.t08[row][2]);
            let c5 = of(links.class_capital[class], &|row| self.t09[row][0]);
            let line = [c3.plus(c4).plus(c5), c3, c4, c5];
            self.t04[class] = line;
            for (total, amount) in total.iter_mut().zip(line) {
                *total = total.plus(amount);
            }
        }
        self.t04[classes] = total;
        let c2 = self.t04_left[5].minus(total[0]);
        let (c4, c5) = (self.t08[0][5], self.t04[classes + 1][3]);
        let closing = [c2, c2.minus(c4).minus(c5), c4, c5];
        self.t04[classes + 1] = closing;
        for column in 0..4 {
            self.t04[classes + 2][column] = total[column].plus(closing[column]);
        }
    }

    fn t01(&mut self, shape: &Shape, links: &Links) {
        let t01 = &mut self.t01;
        let mut income = N::ZERO;
        for line in 0..8 {
            t01[line] = if line < 3 { self.t04_left[line] } else { self.t02[0][line - 1] };
            income = income.plus(t01[line]);
        }
        t01[8] = income;
        t01[11] = income.plus(t01[9]).plus(t01[10]);
        let classes = shape.classes.len();
        let mut total = N::ZERO;
        for class in 0..classes {
            t01[12 + class] = self.t03[links.class_all[class]][0];
            total = total.plus(t01[12 + class]);
        }
        let end = 12 + classes;
        t01[end] = total;
        t01[end + 2] = t01[11].minus(total).minus(t01[end + 1]);
        t01[end + 3] = total.plus(t01[end + 1]).plus(t01[end + 2]);
    }

    /// Whatever depends on 基本支出 in `row` of T05.
    fn after_basic(&mut self, shape: &Shape, links: &Links, row: usize) {
        let (row_t03, line) = links.of_general[row];
        self.t05[row][0] = self.t05[row][1].plus(self.t05[row][2]);
        self.t03_basic(links, row_t03);
        self.t03_all(row_t03);
        for index in &links.above_general[row] {
            let (subtotal, below) = &shape.general.subtotals[*index];
            for column in 0..2 {
                let sum = below.iter().fold(N::ZERO, |sum, row| sum.plus(self.t05[*row][column]));
                self.t05[*subtotal][column] = sum;
            }
        }
        for index in &links.above_all[row_t03] {
            let (subtotal, below) = &shape.all.subtotals[*index];
            for column in 0..2 {
                let sum = below.iter().fold(N::ZERO, |sum, row| sum.plus(self.t03[*row][column]));
                self.t03[*subtotal][column] = sum;
            }
        }
        let classes = shape.classes.len();
        let t04 = &mut self.t04;
        t04[line][1] = links.class_general[line].map_or(N::ZERO, |class| self.t05[class][0]);
        t04[line][0] = t04[line][1].plus(t04[line][2]).plus(t04[line][3]);
        for column in 0..2 {
            t04[classes][column] = t04[..classes].iter().fold(N::ZERO, |sum, line| sum.plus(line[column]));
        }
        t04[classes + 1][0] = self.t04_left[5].minus(t04[classes][0]);
        let [c2, _, c4, c5] = t04[classes + 1];
        t04[classes + 1][1] = c2.minus(c4).minus(c5);
        for column in 0..2 {
            t04[classes + 2][column] = t04[classes][column].plus(t04[classes + 1][column]);
        }
        let (t01, end) = (&mut self.t01, 12 + classes);
        t01[12 + line] = self.t03[links.class_all[line]][0];
        t01[end] = t01[12..end].iter().fold(N::ZERO, |sum, line| sum.plus(*line));
        t01[end + 2] = t01[11].minus(t01[end]).minus(t01[end + 1]);
        t01[end + 3] = t01[end].plus(t01[end + 1]).plus(t01[end + 2]);
    }

    fn failing_checks(&self, shape: &Shape) -> usize {
        let mut failing = 0;
        let mut judge = |holds: bool| failing += usize::from(!holds);
        let end = 12 + shape.classes.len();
        judge(self.t01[11] == self.t01[end + 3]);
        for row in &shape.all.item_rows {
            judge(!self.t03[*row][1..6].iter().any(|amount| *amount < N::ZERO));
        }
        judge(self.t01[end + 2] >= N::ZERO);
        for row in &shape.all.item_rows {
            let [c1, rest @ ..] = &self.t02[*row];
            judge(*c1 == rest.iter().fold(N::ZERO, |sum, amount| sum.plus(*amount)));
        }
        for row in &shape.all.item_rows {
            let [c1, rest @ .., _, _] = &self.t03[*row];
            judge(*c1 == rest.iter().fold(N::ZERO, |sum, amount| sum.plus(*amount)));
        }
        for row in &shape.general.item_rows {
            let [c1, c2, c3, _] = self.t05[*row];
            judge(c1 == c2.plus(c3));
        }
        let classes = shape.classes.len();
        judge(self.t04_left[5] == self.t04[classes + 2][0]);
        judge(self.t01[0].plus(self.t01[1]).plus(self.t01[2]) == self.t02[0][1]);
        judge(self.t04[classes][0] <= self.t01[end]);
        // 各项支出不为空: amounts here are never blank together with their budget.
        for row in &shape.general.item_rows {
            judge(self.t05[*row][0] != N::ZERO || self.t05[*row][3] != N::ZERO);
        }
        failing
    }
}
