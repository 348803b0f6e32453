// Texts of the clerk's own on the release build: long ones, live figures in them, own wording, choices of wording.
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

async function fresh(hash) {
  await page?.close?.();
  page = await freshPage(browser, `${site.url}${hash}`);
}

const choose = (words) => chooseLine(page, words);

async function sampleAt(words) {
  await fresh('#sample');
  await choose(words);
}

const DUTIES = '主要职能、职责', OVERALL = '收入支出决算总体情况说明', T05 = '一般公共预算财政拨款支出决算表';
const entered = '[data-entered="o1.duties"]';
const text = (selector) => page.eval((selector) => document.querySelector(selector)?.textContent, selector);
const until = (selector, words) => page.waitFor((selector, words) => document.querySelector(selector)?.textContent.includes(words), { what: `${words} in ${selector}`, args: [selector, words] });
const saved = () => page.waitFor(() => document.querySelector('.saved').textContent.includes('已存在本机'), { what: 'the report to be saved' });

/** Opens an editor by a press of Enter on what can be edited, and waits for its field. */
async function open(selector) {
  await page.waitForSelector(selector);
  await page.eval((selector) => document.querySelector(selector).focus(), selector);
  await page.press('Enter');
  await page.waitFor(() => document.activeElement?.tagName === 'TEXTAREA', { what: 'the field to have the focus' });
}

/** Puts a text in place of the whole, as a paste does. */
async function write(words) {
  await page.eval(() => document.activeElement.select());
  await page.eval((words) => document.execCommand('insertText', false, words), words);
}

async function enterCell(name, number) {
  await page.waitForSelector(`[data-cell="${name}"]`);
  await page.click(`[data-cell="${name}"]`);
  await page.waitFor(() => document.activeElement?.id === 'cell-editor', { what: 'the editor to have the focus' });
  await page.type(number);
  await page.press('Enter');
}

test('a long text is written in paragraphs, headings are recognised, a reload finds it', async () => {
  await sampleAt(DUTIES);
  await open(entered);
  await page.eval(() => document.activeElement.select());
  await page.press('Delete');
  await page.press('Escape');
  await until(entered, '还没有填写');
  await open(entered);
  await write('（一）机构职能\n　　第一段。\n\n第二段。');
  await page.press('Escape');
  await until(entered, '第二段');
  const shown = await page.eval((entered) => [...document.querySelectorAll(`${entered} .sentence`)].map((p) => [p.textContent, p.classList.contains('subheading')]), entered);
  assert.deepEqual(shown, [['（一）机构职能', true], ['第一段。', false], ['第二段。', false]]);
  assert.equal(await page.eval(() => document.querySelector('textarea')), null);
  assert.match(await page.eval(() => document.querySelector('#undo').title), /主要职能/);
  await saved();
  await page.reload();
  await choose(DUTIES);
  await until(entered, '第二段');
  assert.deepEqual(page.problems, []);
});

test('what is being typed is kept when the page goes, and when another place is chosen', async () => {
  await sampleAt(DUTIES);
  await open(entered);
  await write('还没写完');
  await page.reload();
  await choose(DUTIES);
  await until(entered, '还没写完');
  await open(entered);
  await write('写到一半');
  await choose(OVERALL);
  await choose(DUTIES);
  await until(entered, '写到一半');
  await open(entered);
  await write('回到开始页');
  await page.eval(() => { location.hash = ''; });
  await page.waitForSelector('#open-sample');
  await page.click('#open-sample');
  await choose(DUTIES);
  await until(entered, '回到开始页');
  assert.deepEqual(page.problems, []);
});

test('unusual characters are kept, explained, and taken out only when asked', async () => {
  await sampleAt(DUTIES);
  await open(entered);
  await write('甲\t乙\u000b丙\u2028丁\u200b戊\u0001己');
  await until('.unusual', '制表符1个');
  assert.match(await text('.unusual'), /手动换行符1个.*特殊换行符1个.*看不见的字符1个.*控制符1个/);
  await page.press('Escape');
  assert.equal(await page.eval((entered) => document.querySelectorAll(`${entered} .sentence`).length, entered), 3);
  await open(entered);
  assert.equal(await page.eval(() => document.activeElement.value), '甲\t乙\u000b丙\u2028丁\u200b戊\u0001己');
  await page.click('.unusual button');
  await page.waitFor(() => !document.querySelector('.unusual'), { what: 'the line to go' });
  assert.equal(await page.eval(() => document.querySelector('textarea').value), '甲 乙\n丙\n丁戊己');
  await page.press('Control+z');
  await page.waitFor(() => document.querySelector('textarea').value.includes('\u200b'), { what: 'the field to undo it' });
});

test('a named figure is inserted, and changes everywhere when it is changed once', async () => {
  await sampleAt(OVERALL);
  await open('[data-slot="s1.opening_balance.reason"]');
  await write('因新考入');
  await page.press('Control+;');
  await page.waitFor(() => document.activeElement?.className === 'picker-query', { what: 'the picker' });
  await page.type('新考入人数');
  await page.waitFor(() => document.querySelector('.picker-list li')?.dataset.name === '新考入人数', { what: 'the figure' });
  assert.match(await text('.picker-list li'), /常用数.*4人/);
  await page.press('Enter');
  await page.waitFor(() => document.activeElement?.tagName === 'TEXTAREA' && document.activeElement.value === '因新考入{新考入人数}', { what: 'the name in the text' });
  await page.type('人。');
  await until('[data-legend="{新考入人数}"]', '常用数“新考入人数”');
  await page.click('[data-legend="{新考入人数}"] input');
  await page.eval(() => document.activeElement.select());
  await page.type('5');
  await page.press('Enter');
  await until('[data-slot="s1.opening_balance.reason"]', '因新考入5人');
  await until('[data-slot="s1.total.budget_reason"]', '2023年新考入5人');
  await page.click('[data-slot="s1.total.budget_reason"] .live');
  await until('.panel', '新考入人数');
  await page.press('Escape');
  await saved();
  await page.reload();
  await choose(OVERALL);
  await until('[data-slot="s1.opening_balance.reason"]', '因新考入5人');
  assert.deepEqual(page.problems, []);
});

test('a figure that has no name yet gets one right there', async () => {
  await sampleAt(OVERALL);
  await open('[data-slot="s1.opening_balance.reason"]');
  await write('电费');
  await page.type('{');
  await page.waitFor(() => document.activeElement?.className === 'picker-query', { what: 'the picker, by a brace' });
  await page.type('电费');
  await page.click('.new-fact');
  await page.waitFor(() => document.activeElement?.className === 'fact-value', { what: 'the form' });
  await page.type('三十');
  await page.press('Enter');
  await page.waitForSelector('.fact-problem');
  await page.eval(() => document.activeElement.select());
  await page.type('24.5');
  await page.press('Enter');
  await page.waitFor(() => document.activeElement?.tagName === 'TEXTAREA' && document.activeElement.value === '电费{电费}', { what: 'the new figure in the text' });
  await page.press('Escape');
  await until('[data-slot="s1.opening_balance.reason"]', '电费24.5');
  // A wrong name is marked, explained and mended.
  await open('[data-slot="s1.opening_balance.reason"]');
  await write('因{新考人数}');
  await until('[data-legend="{新考人数}"]', '没有叫这个名字的数');
  await page.eval(() => [...document.querySelectorAll('.mending button')].find((button) => button.textContent === '改成{新考入人数}').click());
  await page.waitFor(() => document.querySelector('textarea').value === '因{新考入人数}', { what: 'the name to be mended' });
});

test('another reason is referred to, and one that leads back to itself says so', async () => {
  await sampleAt(OVERALL);
  await open('[data-slot="s1.opening_balance.reason"]');
  await write('同');
  await page.click('.insert-live');
  await page.waitFor(() => document.activeElement?.className === 'picker-query', { what: 'the picker' });
  await page.type('2089999 差异原因');
  await page.waitFor(() => document.querySelector('.picker-list li')?.dataset.name === 's5.item.2089999.reason', { what: 'the text' });
  await page.press('Enter');
  await until('[data-legend]', '引用：五、');
  await page.press('Escape');
  await until('[data-slot="s1.opening_balance.reason"]', '同2023年新考入4人');
  await open('[data-slot="s1.opening_balance.reason"]');
  await write('见{s1.opening_balance.reason}');
  await until('[data-legend]', '又引用了自己');
  await page.press('Escape');
  await until('[data-slot="s1.opening_balance.reason"] mark.unknown', '{s1.opening_balance.reason}');
  await until('.gaps:last-of-type', '引用认不出');
});

test('a sentence is reworded, its figure follows the table, and it is restored', async () => {
  await sampleAt(OVERALL);
  const row = '[data-sentence="s1.expenditure_current"]';
  await page.waitForSelector(row);
  await open(`${row} .reword-door`);
  assert.match(await page.eval(() => document.activeElement.value), /^1\.本年支出决算合计\{数1\}万元。与上年决算相比，\{比较1\}\{变动原因\}。$/);
  await write('本年共支出{数1}万元，上年790.13万元。');
  await until('.preview .sentence', '本年共支出1,723.94万元，上年790.13万元。');
  await until('.preview .given-up', '1个数不再随表变动：790.13');
  assert.equal(await page.eval(() => document.querySelectorAll('.put-back').length), 2);
  await page.press('Escape');
  await page.waitForSelector(`${row}.reworded .badge`);
  await until(`${row} .given-up`, '790.13');
  assert.match(await page.eval(() => document.querySelector('#undo').title), /改写“收入支出总体情况”的一句/);
  await choose(T05);
  await enterCell('T05.2080505.c2', '540,687.65');
  await choose(OVERALL);
  await until(`${row} .sentence`, '本年共支出1,733.94万元');
  await saved();
  await page.reload();
  await choose(OVERALL);
  await until(`${row} .sentence`, '本年共支出1,733.94万元');
  await page.eval((row) => document.querySelector(`${row} .reworded-head button`).click(), row);
  await until(`${row} .automatic`, '1.本年支出决算合计1,733.94万元');
  await page.click(`${row} .restore`);
  await page.waitFor((row) => !document.querySelector(row).classList.contains('reworded'), { what: 'the generated sentence', args: [row] });
  await page.press('Control+z');
  await until(`${row} .sentence`, '本年共支出1,733.94万元');
  // What is given up leaves no trace.
  await open(`${row} .reword-door`);
  await write('别的');
  await page.eval(() => [...document.querySelectorAll('.reword .plain')].find((button) => button.textContent === '不改了').click());
  await until(`${row} .sentence`, '本年共支出1,733.94万元');
  assert.deepEqual(page.problems, []);
});

test('choices change the words, with examples from the report', async () => {
  await sampleAt(OVERALL);
  const figure = () => text('[data-sentence="s1.use_of_surplus"] .sentence');
  await page.waitForSelector('[data-sentence="s1.use_of_surplus"]');
  assert.match(await figure(), /增加0\.00万元，增长0\.00%/);
  await page.click('.status .options-door');
  await page.waitForSelector('#zero-recommended');
  assert.equal(await page.eval(() => document.querySelector('#zero-wording').checked), true);
  assert.deepEqual(await page.eval(() => [...document.querySelectorAll('#option-falling_rate-jianshao, #option-falling_rate-xiajiang')].map((input) => input.parentElement.querySelector('.example mark').textContent)), ['减少', '下降']);
  await page.click('#zero-recommended');
  await page.click('#option-falling_rate-xiajiang');
  await until('.words-table', '下降');
  await choose(OVERALL);
  await page.waitFor(() => document.querySelector('[data-sentence="s1.use_of_surplus"] .sentence').textContent.includes('持平'), { what: 'the other words' });
  await saved();
  await page.reload();
  await page.waitForSelector('.outline-foot .options-door');
  await page.click('.outline-foot .options-door');
  await page.waitForSelector('#zero-recommended');
  assert.equal(await page.eval(() => document.querySelector('#option-falling_rate-xiajiang').checked && document.querySelector('#zero-recommended').checked), true);
  await page.press('Control+z');
  assert.deepEqual(page.problems, []);
});

test('anything at all is shown as text, and nothing is lost', async () => {
  await sampleAt(OVERALL);
  const bad = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>👨‍👩‍👧\u0001{<b>}&amp;' + 'w'.repeat(300);
  await open('[data-slot="s1.opening_balance.reason"]');
  await write(bad);
  await page.press('Escape');
  await until('[data-slot="s1.opening_balance.reason"]', '<img src=x');
  await page.waitForSelector('[data-sentence="s1.income"] .reword-door');
  await open('[data-sentence="s1.income"] .reword-door');
  await write(bad);
  await page.press('Escape');
  await until('[data-sentence="s1.income"].reworded .sentence', '<img src=x');
  await choose(DUTIES);
  await open(entered);
  await write(bad);
  await page.press('Escape');
  await until(entered, '<script>');
  assert.equal(await page.eval(() => window.hurt), undefined);
  assert.equal(await page.eval(() => document.querySelectorAll('main img, main script').length), 0);
  assert.equal(await page.eval(() => document.querySelector('.scroll').scrollWidth <= document.querySelector('.scroll').clientWidth), true);
  await saved();
  await page.reload();
  await choose(DUTIES);
  await open(entered);
  assert.equal(await page.eval(() => document.activeElement.value), bad);
  assert.deepEqual(page.problems, []);
});

test('a hundred thousand characters stay usable', async () => {
  await sampleAt(DUTIES);
  await open(entered);
  const long = Array.from({ length: 500 }, (_, i) => `第${i}段` + '很长的文字'.repeat(40)).join('\n');
  await page.eval((long) => { document.activeElement.select(); document.execCommand('insertText', false, long); }, long);
  await until('.count', `${[...long].length}字`);
  const took = await page.eval(() => {
    const began = performance.now();
    document.execCommand('insertText', false, '完');
    document.activeElement.getBoundingClientRect();
    return performance.now() - began;
  });
  assert.ok(took < 500, `a keystroke took ${took} ms`);
  await page.press('Escape');
  await page.waitFor((entered) => document.querySelectorAll(`${entered} .sentence`).length === 500, { what: 'all paragraphs', args: [entered] });
  await choose(OVERALL);
  const slot = '[data-slot="s1.opening_balance.reason"]';
  await open(slot);
  await write('长'.repeat(100_000));
  await page.press('Escape');
  await page.waitFor((slot) => document.querySelector(slot).textContent.length > 100_000, { what: 'the long reason', args: [slot] });
  await open('[data-sentence="s1.income"] .reword-door');
  await write('{数1}' + '长'.repeat(100_000));
  await page.press('Escape');
  await page.waitForSelector('[data-sentence="s1.income"].reworded');
  await saved();
  await page.reload();
  await choose(OVERALL);
  await page.waitFor((slot) => document.querySelector(slot)?.textContent.length > 100_000, { what: 'the long reason again', args: [slot] });
  assert.deepEqual(page.problems, []);
});
