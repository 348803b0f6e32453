// Units' reports added up on the release build: files chosen, a total's units, a corrected file, undo, and many files.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch } from './driver.mjs';
import { freshPage } from './report.mjs';
import { startSite } from './site.mjs';

const FIXTURES = fileURLToPath(new URL('../fixtures/units', import.meta.url));
const [bureau, centre] = ['bureau.json', 'centre.json'].map((name) => path.join(FIXTURES, name));

let site, browser, page, folder;

before(async () => {
  site = await startSite();
  browser = await launch();
  folder = mkdtempSync(path.join(tmpdir(), 'units-'));
});
after(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The place of consolidation of a fresh sample. */
async function fresh() {
  await page?.close?.();
  page = await freshPage(browser, `${site.url}#sample`);
  await page.waitForSelector('.units-door');
  await page.click('.units-door');
  await page.waitForSelector('#choose-units');
}

/** A file of the centre's with other words in its text. */
function changed(name, ...pairs) {
  const file = path.join(folder, name);
  writeFileSync(file, pairs.reduce((text, [from, to]) => text.replaceAll(from, to), readFileSync(centre, 'utf8')));
  return file;
}

const shows = (selector, words, timeout = 10_000) => page.waitFor((selector, words) => document.querySelector(selector)?.textContent.includes(words),
  { what: `${selector} to say ${words}`, args: [selector, words], timeout });
const notice = (words) => shows('.notice', words);
const rows = (selector) => page.eval((selector) => [...document.querySelectorAll(`${selector} tbody tr`)].map((row) => row.innerText.replace(/\s+/g, ' ').trim()), selector);

async function consolidated() {
  await fresh();
  await page.setFile('#unit-files', bureau, centre);
  await shows('#consolidate', '汇总这 2 个文件');
  await page.click('#consolidate');
  await shows('.outcome', '已汇总 2 个单位');
}

test('two units are added up, a total leads to them, and undo brings the old report back', async () => {
  await fresh();
  await page.setFile('#unit-files', bureau, centre);
  await shows('#consolidate', '汇总这 2 个文件');
  assert.match((await rows('.unit-table')).join('|'), /科尔沁左翼中旗政务服务局 bureau\.json ✓ 可以汇总.*科尔沁左翼中旗政务服务中心 centre\.json ✓ 可以汇总/);
  await page.click('#consolidate');
  await shows('.outcome', '已汇总 2 个单位');
  assert.match(await page.text('.outcome'), /没有发现问题/);
  await shows('#units-inside h2', '2 个');
  assert.equal(await page.eval(() => Boolean(document.querySelector('#deviations'))), false);
  await shows('.units-door', '（2个）');
  assert.match(await page.eval(() => document.querySelector('#undo').title), /汇总 2 个单位/);
  // A computed cell is its units' too.
  await page.eval(() => [...document.querySelectorAll('.outline .line')].find((line) => line.title.includes('收入支出决算总表')).click());
  await page.waitForSelector('td.value[data-cell]');
  const cell = await page.eval(() => [...document.querySelectorAll('td.value')].find((cell) => cell.textContent.includes('17,246,155.91')).dataset.cell);
  await page.click(`[data-cell="${cell}"]`);
  await shows('#units-of-cell', '合计（2 个单位有数）');
  assert.match(await page.text('#units-of-cell'), /政务服务局[\s\S]*政务服务中心[\s\S]*17,246,155\.91/);
  await page.press('Control+z');
  await notice('已撤销：汇总 2 个单位');
  await page.waitFor(() => !document.querySelector('.units-door').textContent.includes('个'), { what: 'no units' });
  assert.equal(await page.eval(() => location.hash), '#sample');
  await page.press('Control+y');
  await shows('.units-door', '（2个）');
  await page.waitFor(() => document.querySelector('.saved').textContent.includes('已存在本机'), { what: 'the report to be saved' });
  await page.reload();
  await shows('.units-door', '（2个）');
  assert.deepEqual(page.problems, []);
});

test('a corrected file shows its differences before it is taken', async () => {
  await consolidated();
  const corrected = changed('更正.json', ['3467487.16', '3467488.16']);
  await page.setFile('#corrected-file', corrected);
  // No unit was named: a file of none is not taken.
  await notice('没有更换');
  await page.eval(() => { // the dialog of files, which only a press opens, is left out
    HTMLInputElement.prototype.click = () => {};
    document.querySelectorAll('#units-inside .acts button')[1].click();
  });
  await page.setFile('#corrected-file', corrected);
  await page.waitForSelector('#pending');
  assert.match(await page.text('#pending'), /2010350 事业运行 基本支出\s+3,467,487\.16 元\s+3,467,488\.16 元\s+\+1\.00/);
  await page.click('#confirm-replace');
  await notice('更正后的文件');
  await page.waitFor(() => !document.querySelector('#pending'), { what: 'the question to go' });
  assert.match(await page.eval(() => document.querySelector('#undo').title), /更换“科尔沁左翼中旗政务服务中心”的文件/);
  await page.press('Control+z');
  await notice('已撤销：更换');
  assert.deepEqual(page.problems, []);
});

test('what is changed by hand afterwards is found, and leads to its place', async () => {
  await consolidated();
  await page.eval(() => [...document.querySelectorAll('.outline .line')].find((line) => line.title.includes('一般公共预算财政拨款支出决算表')).click());
  await page.waitForSelector('[data-cell^="T05."]');
  const cell = await page.eval(() => document.querySelector('[data-cell^="T05.2010350.c2"]').dataset.cell);
  await page.click(`[data-cell="${cell}"]`);
  await page.waitFor(() => document.activeElement?.id === 'cell-editor', { what: 'the editor to have the focus' });
  await page.type('1');
  await page.press('Enter');
  await page.click('.units-door');
  await shows('#deviations', '与各单位合计不同的格：1 格');
  assert.match(await page.text('#deviations'), /3,467,487\.16 元\s+1 元/);
  await page.click('#deviations .acts button');
  await shows('#units-of-cell', '部门报告自己填的');
});

test('grave problems leave the report as it is', async () => {
  await fresh();
  const broken = path.join(folder, '坏的.json');
  writeFileSync(broken, '{ "format": "final-accounts/report", "version": 1,');
  await page.setFile('#unit-files', bureau, broken);
  await shows('.unit-table', '坏的.json');
  await page.click('#consolidate');
  await shows('.outcome', '没有汇总，报告没有改动');
  await page.eval(() => document.querySelector('[aria-label="去掉坏的.json"]').click());
  await page.setFile('#unit-files', changed('局.json'));
  await page.setFile('#unit-files', changed('又一份.json', ['3467487.16', '1.00']));
  await shows('#consolidate', '汇总这 3 个文件');
  await page.click('#consolidate');
  await shows('.outcome', '有两个不同的文件');
  assert.match(await page.text('.outcome .said li:first-child'), /▲\s*必须处理/);
  assert.equal(await page.eval(() => document.querySelector('.units-door').textContent.includes('个')), false);
});

test('what the report holds counts as one more unit; the list of units leads here', async () => {
  await fresh();
  const open = (title) => page.eval((title) => [...document.querySelectorAll('.outline .line')].filter((line) => line.title === title).pop().click(), title);
  await open('决算单位');
  await page.click('#to-consolidation');
  // Files dropped here are units', not reports to be opened.
  await page.eval((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'centre.json'));
    dataTransfer.items.add(new File(['PK'], '说明.docx'));
    document.querySelector('.panel').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, readFileSync(centre, 'utf8'));
  await notice('略过 1 个不是 .json 的文件');
  await shows('#consolidate', '汇总这 1 个文件');
  await page.click('#own-in-report');
  await page.click('#consolidate');
  await shows('.outcome', '已汇总 2 个单位');
  assert.match((await rows('#units-inside .unit-table')).join('|'), /1 科尔沁左翼中旗政务服务局 .*2 科尔沁左翼中旗政务服务中心 /);
  assert.deepEqual(page.problems, []);
});

test('hundreds of files: progress, cancelling, and a long list of units behind a cell', async () => {
  await fresh();
  const files = Array.from({ length: 400 }, (_, at) => changed(`u${String(at).padStart(3, '0')}.json`, ['政务服务中心', `第${at + 1}中心`], ['3467487.16', `${at + 1}.00`]));
  await page.setFile('#unit-files', ...files);
  await shows('#consolidate', '汇总这 400 个文件', 60_000);
  await page.click('#consolidate');
  await page.waitFor(() => Number(document.querySelector('.progress')?.getAttribute('aria-valuenow')) > 2, { what: 'progress', timeout: 30_000 });
  assert.match(await page.text('.progress-words'), /读第\d+个，共400个：u\d+\.json/);
  await page.click('#cancel-consolidation');
  await notice('已取消汇总');
  await shows('#consolidate', '汇总这 400 个文件');
  await page.click('#consolidate');
  await shows('.outcome', '已汇总 400 个单位', 120_000);
  assert.equal(await page.eval(() => document.querySelectorAll('.outcome .said li').length), 30);
  await page.eval(() => [...document.querySelectorAll('.outline .line')].find((line) => line.title.includes('收入支出决算总表')).click());
  await page.waitForSelector('td.value[data-cell]');
  await page.eval(() => [...document.querySelectorAll('td.derived')].find((cell) => cell.textContent.trim()).setAttribute('data-wanted', ''));
  await page.click('[data-wanted]');
  await shows('.panel-body', '还有 380 个单位');
  assert.equal((await rows('#units-of-cell')).length, 20);
  await page.eval(() => [...document.querySelectorAll('.panel-body .plain')].find((button) => button.textContent.includes('380')).click());
  await page.waitFor(() => document.querySelectorAll('#units-of-cell tbody tr').length === 400, { what: 'all units' });
});
