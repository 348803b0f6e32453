// Lists on the release build: units by the keyboard, a project from nothing, the grid of indicators.
import assert from 'node:assert/strict';
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
  await page.setViewport(1366, 768);
  await page.waitForSelector('.outline');
}

const choose = (words) => chooseLine(page, words, { last: true });

const value = (name) => page.eval((name) => document.querySelector(`[data-field="${name}"]`)?.value, name);
const waitValue = (name, text) => page.waitFor((name, text) => document.querySelector(`[data-field="${name}"]`)?.value === text, { what: `${name} to be ${text}`, args: [name, text] });
const focused = (name) => page.waitFor((name) => document.activeElement?.dataset.field === name, { what: `${name} to have the focus`, args: [name] });
const notice = (words) => page.waitFor((words) => document.querySelector('.notice').textContent.includes(words), { what: `the notice ${words}`, args: [words] });
const records = () => page.eval(() => document.querySelectorAll('tr[data-record]').length);
const saved = () => page.waitFor(() => document.querySelector('.saved').textContent.includes('已存在本机'), { what: 'the report to be saved' });

/** The text of a grid's cell by row number and column from 0. */
const cell = (row, column) => page.eval((row, column) => document.querySelectorAll('tr[data-row]')[row - 1]?.querySelector(`[data-at$=".${column}"] .cell`)?.textContent, row, column);
const waitCell = (row, column, text) => page.waitFor((row, column, text) => document.querySelectorAll('tr[data-row]')[row - 1]?.querySelector(`[data-at$=".${column}"] .cell`)?.textContent === text, { what: `row ${row} column ${column} to be ${text}`, args: [row, column, text] });
const rows = (count) => page.waitFor((count) => document.querySelectorAll('tr[data-row]').length === count, { what: `${count} rows`, args: [count] });
async function select(row, column) {
  const at = await page.eval((row, column) => document.querySelectorAll('tr[data-row]')[row - 1].querySelector(`[data-at$=".${column}"]`).dataset.at, row, column);
  await page.click(`[data-at="${at}"]`);
  await page.waitFor(() => document.activeElement?.id === 'indicator-editor', { what: 'the editor to have the focus' });
}

async function sampleGrid() {
  await fresh('#sample');
  await choose('2023年旗政务服务大厅升级改造资金');
  await page.click('#tab-indicators');
  await rows(105);
}

test('units are added, edited, moved and deleted by the keyboard; undo and reload', async () => {
  await fresh('#sample');
  await choose('决算单位');
  assert.equal(await value('units.1.name'), '科尔沁左翼中旗政务服务局');
  await page.click('[data-field="units.2.name"]');
  await page.press('Enter');
  await focused('units.3.name');
  await page.type('某旗信息中心');
  await page.press('Tab');
  await page.type('自收自支事业单位');
  await page.press('Alt+ArrowUp');
  await page.waitFor(() => document.querySelectorAll('tr[data-record]')[1].dataset.record === '3', { what: 'the row to move up' });
  await focused('units.3.nature');
  assert.equal(await value('units.3.nature'), '自收自支事业单位');
  await page.click('tr[data-record="3"] .delete');
  await notice('已删除单位“某旗信息中心”');
  assert.equal(await records(), 2);
  await page.press('Control+z');
  await waitValue('units.3.name', '某旗信息中心');
  await saved();
  await page.reload();
  await page.waitForSelector('.outline');
  await choose('决算单位');
  await waitValue('units.3.name', '某旗信息中心');
  assert.equal(await page.eval(() => document.querySelectorAll('tr[data-record]')[1].dataset.record), '3');
  assert.deepEqual(page.problems, []);
});

test('a block of several rows is pasted into a list as one step', async () => {
  await fresh('#sample');
  await choose('决算单位');
  await page.click('[data-field="units.2.name"]');
  await page.paste({ text: '甲局\t其他单位\r\n乙局\t其他单位\r\n' });
  await notice('粘贴 2 行 × 2 列，新增 1 行');
  await waitValue('units.2.name', '甲局');
  assert.equal(await value('units.3.nature'), '其他单位');
  await page.click('#undo');
  await waitValue('units.2.name', '科尔沁左翼中旗政务服务中心');
  assert.equal(await records(), 2);
});

test('named figures say where they are used and what is wrong with them', async () => {
  await fresh('#sample');
  await choose('常用数');
  await page.waitForSelector('tr[data-record="2"] .used .link');
  assert.match(await page.text('tr[data-record="2"] .used'), /[一-十]、/);
  const second = await value('facts.3.name');
  await page.click('[data-field="facts.2.name"]');
  await page.press('Control+a');
  await page.type(second);
  await page.waitFor(() => document.body.textContent.includes('重名'), { what: 'the warning' });
  await page.press('Control+a');
  await page.type('a.b');
  await page.press('Tab');
  await page.waitFor(() => document.body.textContent.includes('名称里不能有“.”'), { what: 'the warning' });
  assert.equal(await value('facts.2.name'), 'a.b');
});

test('a project is filled with the keyboard', async () => {
  await fresh('#sample');
  await choose('绩效自评项目');
  await page.click('#new-project');
  await focused('projects.4.name');
  await page.type('道路维护');
  await page.press('Tab');
  assert.equal(await value('projects.4.department'), '科尔沁左翼中旗政务服务局（部门）');
  await page.click('#funds-wan');
  await page.click('[data-field="projects.4.fiscal_full"]');
  await page.type('100');
  await page.press('Tab');
  await page.type('90');
  await page.press('Tab');
  await page.waitFor(() => document.querySelector('.funds .total').textContent.includes('90.00%'), { what: 'the rate' });
  assert.match(await page.text('.funds .total'), /100\.00\s+90\.00\s+10\s+90\.00%\s+9$/);
  await page.click('#funds-yuan');
  await waitValue('projects.4.fiscal_full', '1,000,000.00');
  assert.match(await page.text('.funds'), /填的是 100万元/);
  await page.click('#tab-indicators');
  await page.click('#first-indicator');
  await rows(1);
  await page.waitFor(() => document.activeElement?.id === 'indicator-editor', { what: 'the editor to have the focus' });
  for (const text of ['产出指标', '数量指标', '里程', '正向', '大于等于', '100', '100', '公里', '90']) {
    await page.type(text);
    await page.press('Tab');
  }
  await page.waitFor(() => document.querySelector('[data-proposed]').textContent === '90', { what: 'the score by rule' });
  await page.waitFor(() => document.querySelector('#sum-weight').textContent === '100', { what: 'the weights' });
  assert.equal(await page.text('#sum-score'), '99');
  await page.press('Tab');
  await page.press('Tab');
  await rows(2);
  assert.equal(await page.eval(() => document.querySelector('[data-at$=".1"]').rowSpan), 2);
  await page.press('Control+z');
  await rows(1);
  await saved();
  await page.reload();
  await choose('道路维护');
  await page.click('#tab-indicators');
  await waitCell(1, 2, '里程');
  assert.match(await page.text('.outline .line.current'), /99/);
  assert.deepEqual(page.problems, []);
});

test('twenty rows are pasted with merged levels, sorted, and taken back', async () => {
  await fresh('#sample');
  await choose('绩效自评项目');
  await page.click('#new-project');
  await page.click('#tab-indicators');
  const lines = Array.from({ length: 20 }, (_, at) => [
    at === 0 ? '效益指标' : at === 8 ? '产出指标' : '',
    at === 0 ? '社会效益' : at === 8 ? '质量指标' : at === 14 ? '数量指标' : '',
    `指标${at + 1}`, '正向', '大于等于', '10', '10', '个', '4.5', '4.5', '',
  ].join('\t'));
  await page.eval(() => document.activeElement.blur());
  await page.paste({ text: `${lines.join('\r\n')}\r\n` });
  await rows(20);
  await notice('粘贴 20 行 × 11 列，新增 20 行，合并过的一、二级指标往下补填');
  assert.equal(await page.eval(() => document.querySelectorAll('[data-at$=".0"]')[0].rowSpan), 8);
  await page.waitFor(() => document.querySelector('#sum-weight').textContent === '100', { what: 'the weights' });
  await page.click('#sort');
  await waitCell(1, 2, '指标15');
  assert.equal(await cell(1, 1), '数量指标');
  assert.equal(await cell(13, 2), '指标1');
  await page.click('#undo');
  await waitCell(1, 2, '指标1');
  await page.click('#undo');
  await rows(0);
});

test('a typed score that differs is marked, explained and replaced by one press', async () => {
  await sampleGrid();
  assert.equal(await page.eval(() => document.querySelectorAll('.indicators .differs').length), 6);
  await select(15, 9);
  await page.waitFor(() => document.querySelector('.panel').textContent.includes('高 0.03'), { what: 'the explanation' });
  assert.match(await page.text('#selected-findings'), /没有达到指标值/);
  await page.click('#adopt');
  await waitCell(15, 9, '0.26');
  assert.equal(await page.eval(() => document.querySelectorAll('.indicators .differs').length), 5);
  await page.press('Control+z');
  await waitCell(15, 9, '0.29');
});

test('the grid goes by keys: type, F2, fill down, clear, extend, Escape', async () => {
  await sampleGrid();
  await select(2, 5);
  await page.type('77');
  await page.press('Enter');
  await waitCell(2, 5, '77');
  await page.press('F2');
  const before = await cell(3, 5);
  assert.equal(await page.eval(() => document.querySelector('#indicator-editor').value), before);
  await page.type('9');
  await page.press('Escape');
  assert.equal(await cell(3, 5), before);
  await page.press('ArrowUp');
  await page.press('Shift+ArrowDown');
  await page.press('Shift+ArrowDown');
  await page.press('Control+d');
  await waitCell(4, 5, '77');
  await page.press('Delete');
  await waitCell(4, 5, '');
  await page.press('Control+z');
  await page.press('Control+z');
  await waitCell(3, 5, before);
  await page.press('Shift+Tab');
  assert.match(await page.text('.selected-line .where'), /第4行/);
});

test('groups are joined and parted, rows inserted, moved and deleted', async () => {
  await sampleGrid();
  const span = (row, column) => page.eval((row, column) => document.querySelectorAll('tr[data-row]')[row - 1].querySelector(`[data-at$=".${column}"]`)?.rowSpan ?? 0, row, column);
  const whole = await span(1, 1);
  await select(3, 2);
  await page.click('#split');
  await page.waitFor(() => document.activeElement?.id === 'split-name', { what: 'the name to be asked for' });
  await page.type('新组');
  await page.press('Enter');
  await waitCell(3, 1, '新组');
  assert.deepEqual([await span(1, 1), await span(3, 1)], [2, whole - 2]);
  await page.click('#merge-up');
  await page.waitFor((whole) => document.querySelector('[data-at$=".1"]').rowSpan === whole, { what: 'the groups to be one', args: [whole] });
  await select(2, 2);
  const second = await cell(2, 2);
  await page.click('#row-down');
  await waitCell(3, 2, second);
  await page.click('#insert-row');
  await rows(106);
  assert.equal(await cell(4, 2), '');
  await page.click('#delete-rows');
  await rows(105);
});

test('a problem leads to its place; copying and deleting a project are one step each', async () => {
  await fresh('#sample');
  await choose('2023年旗政务服务大厅升级改造资金');
  await page.click('#tab-findings');
  await page.click('.findings li:nth-child(4) .finding');
  await page.waitFor(() => document.querySelector('.selected-line .where')?.textContent.includes('第15行'), { what: 'the row' });
  await page.click('#copy-project');
  await page.waitFor(() => document.querySelector('h1:not(.sr)').textContent.includes('（副本）'), { what: 'the copy' });
  assert.match(await page.text('#tab-indicators'), /105/);
  await page.click('#delete-project');
  await notice('已删除项目');
  assert.equal(await records(), 3);
  await page.press('Control+z');
  await page.waitFor(() => document.querySelectorAll('tr[data-record]').length === 4, { what: 'the copy to come back' });
  assert.match(await page.text('tr[data-record="4"]'), /105/);
});

test('sections show lists and forms and lead to them', async () => {
  await fresh('#sample');
  await choose('部门机构设置及决算单位构成情况');
  await page.waitForSelector('[data-list] table');
  assert.match(await page.text('[data-list]'), /科尔沁左翼中旗政务服务中心/);
  await page.click('[data-list] .tool');
  await page.waitFor(() => document.querySelector('.outline .line.current')?.title === '决算单位', { what: 'the list' });
});
