//! Reading a text from its figures to its remarks.

use super::align::{Pair, Spot, align};
use super::context::Context;
use super::expected::{Expected, Plan};
use super::judge::{Fit, fit, slipped};
use super::remark::{Counts, MOST_LISTED, MOST_REMARKS, Proof, Reading, Remark, RemarkKind};
use super::scan::{Figure, Live, Scanned, Sort, scan, sentence_ends, sentence_of};
use super::spans::Headings;
use super::subjects::Subjects;
use super::unwrap::unwrap;
use super::{free, gaps, traces};
use crate::calc::Values;
use crate::report::CellRef;
use crate::template::{Severity, ZeroWording};
use std::cell::OnceCell;
use std::ops::Range;

/// Proofs a text that was pasted from elsewhere: a whole report, a section, or a few sentences.
pub fn read(text: &str, values: &dyn Values) -> Proof {
    let headings = Headings::of(values);
    match unwrap(text, &|line| headings.section(line).is_some()) {
        Some(joined) => joined.back(text, read_lines(&joined.text, &headings, values)),
        None => read_lines(text, &headings, values),
    }
}

/// A text whose paragraphs have a line each.
fn read_lines(text: &str, headings: &Headings, values: &dyn Values) -> Proof {
    let mut desk = Desk::new(text, &[], values);
    let template = values.template();
    let spans = headings.spans(text);
    let headed = spans.iter().any(|span| span.section.is_some());
    for span in spans {
        let mut plan = Plan::default();
        // A table of contents has the same headings, and no figures under them.
        let bare = desk.within(&span.at).is_empty();
        match span.section.as_deref().and_then(|key| template.section(key)) {
            Some(section) if !bare => plan = Plan::of(section, values),
            // Without headings a text may be of any section.
            None if !headed && !bare => {
                template.sections.iter().for_each(|section| plan.append(Plan::of(section, values)))
            }
            _ => {}
        }
        desk.lay(span.at, span.section, &plan);
    }
    desk.finish()
}

/// What became of a figure.
#[derive(Clone, Debug, Default)]
pub(super) enum Status {
    #[default]
    Unjudged,
    Agreed {
        sources: Vec<CellRef>,
        expected: String,
        rounding: bool,
    },
    Wrong,
}

/// A text being read.
pub(super) struct Desk<'t> {
    pub text: &'t str,
    pub values: &'t dyn Values,
    pub figures: Vec<Figure>,
    pub status: Vec<Status>,
    /// Where each section stands.
    sections: Vec<(Range<usize>, String)>,
    /// Where names in braces stand.
    live: &'t [Live],
    ends: Vec<usize>,
    remarks: Vec<Remark>,
    more: usize,
    subjects: OnceCell<Subjects>,
    /// Whether the report words zeros as this form's authors do.
    pub as_source: bool,
}

impl<'t> Desk<'t> {
    /// With the stretches at which names in braces stand, in order: they are live, and not judged.
    pub fn new(text: &'t str, live: &'t [Live], values: &'t dyn Values) -> Self {
        let Scanned { figures, numbers } = scan(text, live);
        let mut desk = Desk {
            text,
            values,
            status: vec![Status::Unjudged; figures.len()],
            sections: Vec::new(),
            figures,
            live,
            ends: sentence_ends(text),
            remarks: Vec::new(),
            more: 0,
            subjects: OnceCell::new(),
            as_source: values.zero_wording() == ZeroWording::AsSource,
        };
        traces::all(&mut desk, &numbers);
        desk
    }

    /// What the tables' rows are called.
    pub fn subjects(&self) -> &Subjects {
        self.subjects.get_or_init(|| Subjects::of(self.values))
    }

    /// The figures that stand in a range, by index.
    pub fn within(&self, at: &Range<usize>) -> Range<usize> {
        let index = |at: usize| self.figures.partition_point(|figure| figure.at.start < at);
        index(at.start)..index(at.end)
    }

    /// What is written in a range.
    pub fn written(&self, at: Range<usize>) -> &'t str {
        self.text.get(at).unwrap_or_default()
    }

    /// The sentence a place stands in.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        sentence_of(at, &self.ends, self.text.len())
    }

    /// Proofs a stretch against what a section says.
    pub fn lay(&mut self, at: Range<usize>, section: Option<String>, plan: &Plan) {
        let laid = self.placed(at, section, plan);
        self.judge(&laid, plan);
        gaps::all(self, &laid, plan);
        free::all(self, &laid, plan);
    }

    /// Proofs a stretch in words of its own, beside a sentence that says `plan`.
    pub fn lay_free(&mut self, at: Range<usize>, section: Option<String>, plan: &Plan) {
        let laid = self.placed(at, section, &Plan::default());
        free::all(self, &laid, plan);
    }

    fn placed(&mut self, at: Range<usize>, section: Option<String>, plan: &Plan) -> Laid {
        let within = self.within(&at);
        if let Some(section) = section {
            self.sections.push((at.clone(), section));
        }
        let placed: Vec<usize> = within
            .clone()
            .filter(|index| self.figures.get(*index).is_some_and(|figure| figure.sort != Sort::Year))
            .collect();
        let mut before = at.start;
        let mut contexts = Vec::with_capacity(placed.len());
        for figure in placed.iter().filter_map(|index| self.figures.get(*index)) {
            contexts.push(Context::of(self.written(before..figure.at.start)));
            before = figure.at.end;
        }
        let sorts = placed.iter().filter_map(|index| self.figures.get(*index)).map(|figure| figure.sort);
        let spots: Vec<Spot<'_>> =
            sorts.zip(&contexts).map(|(sort, context)| Spot { sort, context }).collect();
        let same = |place: usize, expected: usize| {
            let figure = placed.get(place).and_then(|index| self.figures.get(*index));
            let pair = figure.zip(plan.expected.get(expected));
            pair.is_some_and(|(figure, expected)| fit(figure, expected) == Fit::Exact)
        };
        let pairs = match plan.expected.is_empty() {
            true => vec![None; placed.len()],
            false => align(&spots, &plan.spots(), &same),
        };
        Laid { at, placed, contexts, pairs }
    }

    fn judge(&mut self, laid: &Laid, plan: &Plan) {
        for (place, pair) in laid.pairs.iter().enumerate() {
            let Some((pair, expected)) =
                pair.and_then(|pair| Some((pair, plan.expected.get(pair.expected)?)))
            else {
                continue;
            };
            let Some(index) = laid.placed.get(place).copied() else { continue };
            let Some(figure) = self.figures.get(index).cloned() else { continue };
            if figure.live {
                continue;
            }
            // Nought in 元 is nought in 万元 too, but written unlike all others.
            let slip = expected.measure.is_some_and(|measure| slipped(&figure, measure, expected.sort));
            match fit(&figure, expected) {
                Fit::Off => super::remarks::off(self, laid, plan, place, pair),
                Fit::Exact if slip && laid.sure(place, pair) => {
                    super::remarks::off(self, laid, plan, place, pair);
                }
                found => self.agree(index, expected, found == Fit::Rounding),
            }
            super::remarks::beside(self, laid, place, index, expected, pair);
        }
    }

    /// Notes that a figure agrees.
    pub fn agree(&mut self, index: usize, expected: &Expected, rounding: bool) {
        self.agreed(index, expected.sources.clone(), expected.text.clone(), rounding);
    }

    /// The same, with the cells it agrees with.
    pub fn agreed(&mut self, index: usize, sources: Vec<CellRef>, expected: String, rounding: bool) {
        if let Some(status @ Status::Unjudged) = self.status.get_mut(index) {
            *status = Status::Agreed { sources, expected, rounding };
        }
    }

    /// Remarks on a figure, unless it is live.
    pub fn wrong(&mut self, index: usize, kind: RemarkKind, words: String, expected: Option<&Expected>) {
        let Some(figure) = self.figures.get(index).filter(|figure| !figure.live) else { return };
        let at = figure.at.clone();
        if let Some(status) = self.status.get_mut(index) {
            *status = Status::Wrong;
        }
        let text =
            expected.filter(|expected| expected.measure.is_some()).map(|expected| expected.text.clone());
        let mut reading = self.reading(at);
        reading.expected = text.clone();
        reading.sources = expected.map(|expected| expected.sources.clone()).unwrap_or_default();
        let figure = expected.map(|expected| expected.key.clone());
        self.push(Remark { kind, reading, words, expected: text, figure, severity: kind.severity() });
    }

    /// Remarks on a place that is no figure, or on more than one; not on what a name in braces stands for, unless
    /// something is lacking behind it.
    pub fn remark(&mut self, kind: RemarkKind, at: Range<usize>, words: String) {
        self.remark_as(kind, at, words, kind.severity());
    }

    /// The same, as grave as is said.
    pub fn remark_as(&mut self, kind: RemarkKind, at: Range<usize>, words: String, severity: Severity) {
        if kind != RemarkKind::ListOmits && self.is_live(&at) {
            return;
        }
        let reading = self.reading(at);
        self.push(Remark { kind, reading, words, expected: None, figure: None, severity });
    }

    /// Remarks on the text as a whole.
    pub fn remark_whole(&mut self, kind: RemarkKind, words: String) {
        let reading = self.reading(0..self.text.len());
        self.push(Remark { kind, reading, words, expected: None, figure: None, severity: kind.severity() });
    }

    /// Whether all of a range is what one name in braces stands for.
    fn is_live(&self, at: &Range<usize>) -> bool {
        let index = self.live.partition_point(|live| live.at.end <= at.start);
        let live = self.live.get(index).filter(|live| live.words);
        live.is_some_and(|live| live.at.start <= at.start && at.end <= live.at.end)
    }

    fn push(&mut self, remark: Remark) {
        if self.remarks.len() < MOST_REMARKS {
            self.remarks.push(remark);
        } else {
            self.more += 1;
        }
    }

    /// The section a place stands in; the sections are in the order of the text.
    fn section_of(&self, at: usize) -> Option<String> {
        let index = self.sections.partition_point(|(range, _)| range.start <= at).checked_sub(1)?;
        self.sections.get(index).filter(|(range, _)| range.contains(&at)).map(|(_, section)| section.clone())
    }

    fn reading(&self, at: Range<usize>) -> Reading {
        let sentence = self.sentence(at.start);
        Reading { written: self.written(at.clone()).to_string(), at, sentence, ..Reading::default() }
    }

    /// Everything that was found, in the order of the text.
    pub fn finish(mut self) -> Proof {
        free::told_twice(&mut self);
        let mut counts = Counts::default();
        let (mut agreed, mut unjudged) = (Vec::new(), Vec::new());
        for (figure, status) in self.figures.iter().zip(&self.status) {
            if figure.live {
                continue;
            }
            counts.figures += 1;
            let list = match status {
                Status::Wrong => {
                    counts.wrong += 1;
                    continue;
                }
                Status::Unjudged => {
                    counts.unjudged += 1;
                    &mut unjudged
                }
                Status::Agreed { rounding, .. } => {
                    counts.agreed += 1;
                    counts.rounding += usize::from(*rounding);
                    &mut agreed
                }
            };
            if list.len() >= MOST_LISTED {
                continue;
            }
            let mut reading = self.reading(figure.at.clone());
            reading.section = self.section_of(figure.at.start);
            if let Status::Agreed { sources, expected, rounding } = status {
                reading.sources.clone_from(sources);
                reading.expected = Some(expected.clone());
                reading.rounding = *rounding;
            }
            list.push(reading);
        }
        let places: Vec<usize> = self.remarks.iter().map(|remark| remark.reading.at.start).collect();
        let sections: Vec<Option<String>> = places.into_iter().map(|at| self.section_of(at)).collect();
        self.remarks.iter_mut().zip(sections).for_each(|(remark, section)| remark.reading.section = section);
        self.remarks.sort_by_key(|remark| (remark.reading.at.start, remark.kind));
        Proof { remarks: self.remarks, more_remarks: self.more, agreed, unjudged, counts }
    }
}

/// A stretch of text whose figures lie beside the template's.
pub(super) struct Laid {
    /// The stretch.
    pub at: Range<usize>,
    /// Its figures but for years, by index.
    pub placed: Vec<usize>,
    /// The words before each.
    pub contexts: Vec<Context>,
    /// What each lies beside.
    pub pairs: Vec<Option<Pair>>,
}

impl Laid {
    /// Whether it is beyond doubt that a figure stands at the place it lies beside.
    pub fn sure(&self, place: usize, pair: Pair) -> bool {
        let next = self.pairs.get(place + 1).copied().flatten();
        let after = next.is_some_and(|next| next.together && next.expected == pair.expected + 1);
        pair.likeness >= 850 || (pair.likeness >= 600 && (pair.together || after))
    }

    /// Where the text goes on behind a figure's place: up to the next figure.
    pub fn start_of(&self, place: usize, figures: &[Figure]) -> usize {
        let before = place.checked_sub(1).and_then(|before| self.placed.get(before));
        before.and_then(|index| figures.get(*index)).map_or(self.at.start, |figure| figure.at.end)
    }
}
