// The main job on the release build: open the sample, change an amount, and see everything that depends on it follow.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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

/** A fresh page with nothing kept in the browser. */
async function fresh(hash = '') {
  await page?.close?.();
  page = await freshPage(browser, `${site.url}${hash}`);
  return page;
}

const choose = (words) => chooseLine(page, words);

const cellText = (name) => page.eval((name) => document.querySelector(`[data-cell="${name}"]`)?.textContent.trim(), name);
const figure = (key) => page.eval((key) => document.querySelector(`[data-figure="${key}"]`)?.textContent, key);

async function select(name) {
  await page.waitForSelector(`[data-cell="${name}"]`);
  await page.click(`[data-cell="${name}"]`);
  await page.waitFor(() => document.activeElement?.id === 'cell-editor', { what: 'the editor to have the focus' });
}

async function sampleAt(words) {
  await fresh('#sample');
  await choose(words);
}

test('start screen offers new, open and sample', async () => {
  await fresh();
  await page.waitForSelector('#open-sample');
  assert.match(await page.text('main'), /从哪里开始/);
  assert.equal(await page.eval(() => document.querySelectorAll('.steps li').length), 3);
  await page.click('#open-sample');
  await page.waitForSelector('.outline');
  assert.match(await page.text('.report-name'), /科尔沁左翼中旗政务服务局/);
  assert.deepEqual(page.problems, []);
});

test('a changed amount changes totals, sentences and the export; undo takes it back', async () => {
  await sampleAt('一般公共预算财政拨款支出决算表');
  assert.equal(await cellText('T05.total.c1'), '17,239,429.37');
  await select('T05.2080505.c2');
  await page.type('540,687.65');
  await page.press('Enter');
  await page.waitFor(() => document.querySelector('[data-cell="T05.total.c1"]').textContent.trim() === '17,339,429.37', { what: 'the total to follow' });
  assert.equal(await cellText('T05.208.c2'), '564,755.91');
  await choose('收入支出决算总表');
  assert.equal(await cellText('T01.R_exp_total.amount'), '17,339,429.37');
  assert.equal(await cellText('T01.R208.amount'), '564,755.91');
  assert.equal(await cellText('T01.R_eop.amount'), '-93,273.46');
  await choose('收入支出决算总体情况说明');
  assert.equal(await figure('s1.expenditure_current.amount'), '1,733.94');
  assert.equal(await figure('s1.expenditure_current.vs_prior.rate'), '118.17%');
  await page.click('#export-html');
  await page.click('#export-draft');
  const exported = await readFile(await page.waitForDownload(), 'utf8');
  assert.match(exported, /1,733\.94/);
  assert.doesNotMatch(exported, /<script/i);
  await page.press('Control+z');
  await page.waitFor(() => document.querySelector('[data-figure="s1.expenditure_current.amount"]').textContent === '1,723.94', { what: 'the sentence to go back' });
  await page.press('Control+y');
  await page.waitFor(() => document.querySelector('[data-figure="s1.expenditure_current.amount"]').textContent === '1,733.94', { what: 'the sentence to come again' });
  assert.deepEqual(page.problems, []);
});

test('tables that no longer agree say so where the amount is typed, and lead to the other side', async () => {
  const found = () => page.eval(() => document.querySelector('.table-findings').innerText);
  await sampleAt('一般公共预算财政拨款基本支出决算明细表');
  assert.equal((await found()).trim(), '', 'the sample has nothing to say');
  await select('T06.30101.amount');
  await page.type('1,204,068.75');
  await page.press('Enter');
  await page.waitFor(() => document.querySelector('.table-findings p'), { what: 'a finding' });
  assert.match(await found(), /基本支出等于经济分类合计（相差 0\.01 元）/);
  await page.eval(() => document.querySelector('.table-findings .link').click());
  await page.waitForSelector('[data-cell="T05.total.c2"]');
  assert.match(await found(), /基本支出等于经济分类合计/, 'and at the other table');
  await page.press('Control+z');
  await page.waitFor(() => !document.querySelector('.table-findings p'), { what: 'the finding to go' });
  assert.deepEqual(page.problems, []);
});

test('the header of a scrolled table covers none of its own words', async () => {
  await sampleAt('一般公共预算财政拨款支出决算表');
  await page.waitForSelector('.grid-scroll .grid th');
  const covered = () => page.eval(() => {
    document.querySelector('.grid-scroll').scrollTop = 120;
    const cells = [...document.querySelectorAll('.grid th')].map((cell) => [cell.textContent, cell.getBoundingClientRect()]);
    const over = ([, a], [, b]) => a.top < b.top && a.bottom - b.top > 1.5 && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5;
    return cells.flatMap((above) => cells.filter((below) => over(above, below)).map(([words]) => `${above[0]} under ${words}`));
  });
  assert.deepEqual(await covered(), []);
  await page.eval(() => document.querySelectorAll('.grid th.h2').forEach((cell) => { cell.style.top = '56px'; }));
  assert.notDeepEqual(await covered(), [], 'what this looks for can be seen');
});

test('a reload finds everything', async () => {
  await sampleAt('一般公共预算财政拨款支出决算表');
  await select('T05.2080505.c2');
  await page.type('1.23');
  await page.press('Tab');
  await page.waitFor(() => document.querySelector('.saved').textContent.includes('已存在本机'), { what: 'the report to be saved' });
  await page.reload();
  await choose('一般公共预算财政拨款支出决算表');
  assert.equal(await cellText('T05.2080505.c2'), '1.23');
  assert.equal(await cellText('T05.20805.c2'), '3,606.86');
});

test('what is typed just before leaving is kept too', async () => {
  await sampleAt('一般公共预算财政拨款支出决算表');
  await select('T05.2080506.c2');
  await page.type('77');
  await page.reload();
  await choose('一般公共预算财政拨款支出决算表');
  assert.equal(await cellText('T05.2080506.c2'), '77.00');
});

test('wrong input is refused with a reason, kept, and the old number stays in force', async () => {
  await sampleAt('一般公共预算财政拨款支出决算表');
  await select('T05.2080505.c2');
  await page.type('12,34');
  await page.waitFor(() => document.querySelector('#cell-problem').textContent.includes('12,34') || document.querySelector('#cell-problem').textContent.length > 5, { what: 'the reason' });
  await page.press('Enter');
  await page.waitFor(() => document.querySelector('[data-cell="T05.2080505.c2"]').textContent.trim() === '12,34', { what: 'the text to stay' });
  assert.equal(await page.eval(() => document.querySelector('[data-cell="T05.2080505.c2"]').getAttribute('aria-invalid')), 'true');
  assert.equal(await cellText('T05.total.c1'), '17,239,429.37');
  await page.waitFor(() => document.querySelector('.saved').textContent.includes('已存在本机'), { what: 'the report to be saved' });
  await page.reload();
  await choose('一般公共预算财政拨款支出决算表');
  assert.equal(await cellText('T05.2080505.c2'), '12,34');
  await select('T05.2080505.c2');
  await page.press('F2');
  assert.equal(await page.eval(() => document.querySelector('#cell-editor').value), '12,34');
});

test('saving by the keyboard takes along what is being typed; the export says what could not be read', async () => {
  await sampleAt('一般公共预算财政拨款支出决算表');
  await select('T05.2080505.c2');
  await page.type('12,34');
  await page.press('Control+s');
  assert.match(await readFile(await page.waitForDownload(), 'utf8'), /"unread": "12,34"/);
  await page.click('#export-html');
  await page.click('#export-draft');
  await page.waitForDownload();
  await page.waitFor(() => document.querySelector('.notice').textContent.includes('1处填写认不出'), { what: 'the warning' });
});

test('another unit is asked about, never converted silently', async () => {
  await sampleAt('一般公共预算财政拨款支出决算表');
  await select('T05.2080505.c2');
  await page.type('5万元');
  await page.waitFor(() => document.querySelector('#cell-problem button'), { what: 'the question' });
  assert.match(await page.text('#cell-problem'), /5万元|万元/);
  await page.click('#cell-problem button');
  await page.waitFor(() => document.querySelector('[data-cell="T05.2080505.c2"]').textContent.trim() === '50,000.00', { what: 'the answer' });
});

test('a derived cell cannot be typed over, and says why', async () => {
  await sampleAt('一般公共预算财政拨款支出决算表');
  await select('T05.208.c2');
  await page.type('1');
  await page.waitFor(() => document.querySelector('.notice').textContent.includes('由公式算出'), { what: 'the reason' });
  assert.equal(await cellText('T05.208.c2'), '464,755.91');
});

test('a figure of a sentence tells where it comes from and leads there', async () => {
  await sampleAt('收入支出决算总体情况说明');
  await page.click('[data-figure="s1.total.vs_budget.amount"]');
  await page.waitFor(() => document.querySelector('.panel').textContent.includes('13,698,955.92元'), { what: 'the unrounded value' });
  await page.click('.panel .link');
  await page.waitFor(() => document.querySelector('.outline .line.current')?.title === '收入支出决算总表', { what: 'the table' });
});

test('a reason is edited in its place', async () => {
  await sampleAt('收入支出决算总体情况说明');
  await page.eval(() => document.querySelector('[data-slot="s1.opening_balance.reason"]').focus());
  await page.press('Enter');
  await page.waitForSelector('.slot-editor textarea');
  await page.eval(() => document.querySelector('.slot-editor textarea').select());
  await page.type('<b>新的原因</b>');
  await page.press('Escape');
  await page.waitFor(() => document.querySelector('[data-slot="s1.opening_balance.reason"]').textContent === '，变动原因：<b>新的原因</b>', { what: 'the new reason' });
});

test('rows are added by pinyin, deleted and undone', async () => {
  await sampleAt('一般公共预算财政拨款支出决算表');
  await page.click('#add-row');
  await page.waitFor(() => document.activeElement?.id === 'row-query', { what: 'the search field' });
  await page.type('gwyylbz');
  await page.waitFor(() => document.querySelector('#row-choices li'), { what: 'a choice' });
  assert.match(await page.text('#row-choices li'), /2101103 公务员医疗补助/);
  await page.press('Enter');
  await page.waitForSelector('[data-cell="T05.2101103.c2"]');
  await page.waitFor(() => document.activeElement?.id === 'cell-editor', { what: 'the editor to have the focus' });
  await page.type('100');
  await page.press('Enter');
  await page.waitFor(() => document.querySelector('[data-cell="T05.total.c2"]').textContent.trim() === '8,187,444.09', { what: 'the total to follow' });
  await choose('支出决算表');
  assert.equal(await cellText('T03.2101103.c2'), '100.00');
  // The row is T05's; a number of T03's own can be entered in it all the same.
  await select('T03.2101103.other_basic');
  await page.type('50');
  await page.press('Enter');
  await page.waitFor(() => document.querySelector('[data-cell="T03.2101103.c2"]').textContent.trim() === '150.00', { what: 'the other part to be added' });
  await choose('一般公共预算财政拨款支出决算表');
  await select('T05.2101103.c2');
  await page.click('#delete-row');
  await page.waitFor(() => !document.querySelector('[data-cell="T05.2101103.c2"]'), { what: 'the row to go' });
  assert.equal(await cellText('T05.total.c2'), '8,187,344.09');
  await page.press('Control+z');
  await page.waitForSelector('[data-cell="T05.2101103.c2"]');
  assert.equal(await cellText('T05.2101103.c2'), '100.00');
});

test('a block is pasted as one step', async () => {
  await sampleAt('一般公共预算财政拨款支出决算表');
  await select('T05.2101101.c2');
  await page.paste({ text: '1,000.00\t2\r\n-\tabc\r\n' });
  await page.waitFor(() => document.querySelector('.notice').textContent.includes('粘贴 2 行 × 2 列'), { what: 'the report of the paste' });
  assert.equal(await cellText('T05.2101101.c2'), '1,000.00');
  assert.equal(await cellText('T05.2101101.c3'), '2.00');
  assert.equal(await cellText('T05.2101102.c2'), '0.00');
  assert.equal(await cellText('T05.2101102.c3'), 'abc');
  await page.press('Control+z');
  await page.waitFor(() => document.querySelector('[data-cell="T05.2101101.c2"]').textContent.trim() === '37,066.99', { what: 'the paste to be taken back' });
  assert.equal(await cellText('T05.2101102.c3'), '');
});

test('a saved file opens again as the same report, a damaged one is refused', async () => {
  await sampleAt('一般公共预算财政拨款支出决算表');
  await page.click('#save-json');
  const saved = await page.waitForDownload();
  const text = await readFile(saved, 'utf8');
  await fresh();
  await page.waitForSelector('#file');
  const damaged = path.join(await mkdtemp(path.join(tmpdir(), 'desk-')), 'damaged.json');
  await writeFile(damaged, text.slice(0, text.length / 2));
  await page.setFile('#file', damaged);
  await page.waitFor(() => document.querySelector('.problem').textContent.length > 5, { what: 'the refusal' });
  assert.equal(await page.eval(() => document.querySelector('.outline')), null);
  await page.setFile('#file', saved);
  await page.waitForSelector('.outline');
  await page.click('#save-json');
  assert.equal(await readFile(await page.waitForDownload(), 'utf8'), text);
});

test('a file dropped on the page opens as a report of its own', async () => {
  await sampleAt('一般公共预算财政拨款支出决算表');
  await page.click('#save-json');
  const text = await readFile(await page.waitForDownload(), 'utf8');
  const drop = (text) => page.eval((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], '某局.json'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, text);
  await drop('{"nothing": 1}');
  await page.waitFor(() => document.querySelector('.problem.bar')?.textContent.includes('不是本程序保存的报告'), { what: 'the refusal' });
  assert.equal(await cellText('T05.total.c1'), '17,239,429.37');
  await drop(text.replace('"科尔沁左翼中旗政务服务局（部门）"', '"拖来的局"'));
  await page.waitFor(() => document.querySelector('.report-name')?.textContent.includes('拖来的局'), { what: 'the dropped report' });
  await page.waitFor(() => location.hash !== '#sample', { what: 'an address of its own' });
  await page.goto(`${site.url}#sample`);
  await page.waitFor(() => document.querySelector('.report-name')?.textContent.includes('科尔沁'), { what: 'the sample, untouched' });
});

test('a new report can be filled from nothing', async () => {
  await fresh();
  await page.waitForSelector('#new-report');
  await page.click('#new-report');
  await page.waitForSelector('#field-department');
  await page.click('#field-department');
  await page.type('某旗财政局');
  await page.press('Tab');
  await page.waitFor(() => document.querySelector('.report-name').textContent.includes('某旗财政局'), { what: 'the name in the head' });
  await choose('一般公共预算财政拨款支出决算表');
  await page.click('#add-row');
  await page.waitFor(() => document.activeElement?.id === 'row-query', { what: 'the search field' });
  await page.type('2019876');
  await page.waitForSelector('#row-name');
  await page.click('#row-name');
  await page.type('没有的科目');
  await page.press('Enter');
  await page.waitForSelector('[data-cell="T05.2019876.c2"]');
  assert.match(await page.text('.grid'), /▲没有的科目/);
  await page.reload();
  await page.waitForSelector('.outline');
  assert.match(await page.text('.report-name'), /某旗财政局/);
});

test('nothing is asked of any other place', async () => {
  await sampleAt('收入决算情况说明');
  const foreign = page.requests.filter((url) => !url.startsWith(site.url) && !/^(about|data|blob):/.test(url));
  assert.deepEqual(foreign, []);
});
