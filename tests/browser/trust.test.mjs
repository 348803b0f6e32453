// Wrong numbers are found, explained and settled on the desk, on the release build.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch } from './driver.mjs';
import { chooseLine, freshPage } from './report.mjs';
import { startSite } from './site.mjs';

let site, browser, page;

before(async () => {
  site = await startSite();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

async function sample() {
  await page?.close?.();
  page = await freshPage(browser, `${site.url}#sample`);
  await page.waitFor(() => document.querySelector('#standing')?.textContent.startsWith('有'), { what: 'the checks to be done' });
}

const standing = () => page.text('#standing');
const codes = () => page.eval(() => [...document.querySelectorAll('[data-finding]')].map((line) => line.dataset.code));

async function openList() {
  await page.click('#standing');
  await page.waitForSelector('.findings-sheet');
  await page.eval(() => document.querySelectorAll('.bundle-head[aria-expanded=false]').forEach((head) => head.click()));
}

async function enter(name, text) {
  await page.waitForSelector(`[data-cell="${name}"]`);
  await page.click(`[data-cell="${name}"]`);
  await page.waitFor(() => document.activeElement?.id === 'cell-editor', { what: 'the editor to have the focus' });
  await page.type(text);
  await page.press('Enter');
}

test('the sample has no error, and says what must be explained', async () => {
  await sample();
  assert.match(await standing(), /^有须说明/);
  await openList();
  const found = await codes();
  assert.ok(found.includes('G10') && found.includes('E07'), `${found}`);
  const cut = await page.eval(() => [...document.querySelectorAll('.finding-words b')].filter((words) => words.scrollWidth > words.clientWidth).length);
  assert.equal(cut, 0, 'what is wrong can be read to its end');
  assert.deepEqual(page.problems, []);
});

test('a wrong amount is one matter: its check, the likely cell first, its table marked; undo settles it', async () => {
  await sample();
  await chooseLine(page, '一般公共预算财政拨款支出决算表');
  await enter('T05.2010350.c2', '3467587.16');
  await page.waitFor(() => document.querySelector('#standing').textContent.startsWith('有错误'), { what: 'the error to be counted' });
  const line = await page.eval(() => [...document.querySelectorAll('.outline .line')].find((line) => line.title === '一般公共预算财政拨款支出决算表').querySelector('.counts')?.textContent);
  assert.match(line ?? '', /▲1/);
  assert.ok(await page.eval(() => document.querySelector('[data-cell="T05.total.c2"]').classList.contains('flag-error')));
  await openList();
  const errors = await page.eval(() => document.querySelectorAll('.finding.error').length);
  assert.equal(errors, 1, 'one wrong amount, one finding');
  await page.click('.finding.error');
  await page.waitForSelector('.finding-detail .causes');
  assert.match(await page.text('.causes li'), /2010350 .*基本支出/);
  assert.match(await page.text('.causes li'), /改成 3,467,487.16 元就平了/);
  assert.match(await page.text('.finding-detail .difference'), /100.00 元/);
  // The way there and back.
  await page.waitForSelector('[data-cell="T05.total.c2"]');
  await page.click('#back-to-findings');
  await page.waitForSelector('.findings-sheet');
  await page.click('#undo');
  await page.waitFor(() => document.querySelector('#standing').textContent.startsWith('有须说明'), { what: 'the error to be gone' });
  await page.waitForSelector('.finding-detail.settled');
  assert.deepEqual(page.problems, []);
});

test('an explanation is kept, and asked for again when its figures change', async () => {
  await sample();
  await openList();
  const warnings = Number(await page.text('#standing .warning b'));
  await page.eval(() => document.querySelector('[data-code="G25"]').click());
  await page.waitForSelector('#answer');
  await page.click('#answer');
  await page.type('项目资金年中追加，年初预算未含');
  await page.click('#give-answer');
  await page.waitForSelector('.answer-state.given');
  const open = (count) => page.waitFor((count) => document.querySelector('#standing .warning b').textContent === String(count), { args: [count], what: `${count} to be explained` });
  await open(warnings - 1);
  await page.click('#undo');
  await open(warnings);
  await page.click('#redo');
  await open(warnings - 1);
  assert.deepEqual(page.problems, []);
});

test('F8 walks through the findings, to cells, sentences and indicators', async () => {
  await sample();
  const seen = new Set();
  for (let step = 0; step < 12; step += 1) {
    await page.press('F8');
    await page.waitForSelector('.finding-detail .tag');
    seen.add(await page.eval(() => document.querySelector('.editor h1')?.textContent));
  }
  assert.ok(seen.size >= 3, `${[...seen]}`);
  await page.press('Shift+F8');
  assert.match(await page.text('.finding-detail .help'), /第11处/);
  assert.deepEqual(page.problems, []);
});

test('a final copy waits for reasons; the self-check says everything', async () => {
  await sample();
  await page.click('#export-html');
  await page.waitForSelector('.export-menu');
  assert.match(await page.text('.export-state'), /还不能出定稿/);
  assert.ok(await page.eval(() => document.querySelector('#export-final').disabled));
  await page.press('Escape');
  await openList();
  await page.click('#self-check');
  const file = await page.waitForDownload();
  assert.match(path.basename(file), /公开前自查表/);
  const sheet = await readFile(file, 'utf8');
  for (const words of ['结论：有须说明', 'A05', 'I09', '校验码（SHA-256）', '编制人（签字）', '公开时限', '无可核对来源']) {
    assert.ok(sheet.includes(words), words);
  }
  assert.deepEqual(page.problems, []);
});

test('a pasted text is read against the report', async () => {
  await sample();
  await openList();
  await page.click('#proof-text');
  await page.waitForSelector('#proof-input');
  await page.click('#proof-input');
  const text = '第二部分 部门决算情况说明\n一、收入支出决算总体情况说明\n科尔沁左翼中旗政务服务局（部门）2023年度收入、支出决算总计1724.26万元。';
  await page.eval((text) => {
    const field = document.querySelector('#proof-input');
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
  await page.click('#start-proof');
  await page.waitForSelector('[data-remark]');
  assert.match(await page.text('[data-remark]'), /1724.26/);
  assert.match(await page.text('[data-remark]'), /1,724.62/);
  await page.click('[data-remark]');
  const marked = await page.eval(() => {
    const field = document.querySelector('#proof-input');
    return field.value.slice(field.selectionStart, field.selectionEnd);
  });
  assert.match(marked, /1724.26/);
  assert.deepEqual(page.problems, []);
});

test('a rounding difference is proved, and its note printed', async () => {
  await sample();
  await chooseLine(page, '一般公共预算财政拨款支出决算表');
  await page.click('#show-rounding');
  await page.waitForSelector('.proof');
  assert.match(await page.text('.proof'), /1,723.95/);
  assert.match(await page.text('.proof'), /尾差，不是错/);
  await page.click('#add-note');
  await page.waitForSelector('#own-note');
  assert.match(await page.eval(() => document.querySelector('#own-note').value), /四舍五入/);
  assert.deepEqual(page.problems, []);
});
