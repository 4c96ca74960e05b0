// Drives the operators' console in a real browser: node browser.mjs CHROMIUM LINK STUCK_ORDER IDENTITY LANGUAGE [FOLDER_FOR_PICTURES]
// All pages are looked at; in English an operator then retries the stuck order and traces a denial.
// Prints what it saw as JSON: violations of axe-core by page and theme, what the browser complained about, and what came of each step.
import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [executablePath, link, order, identity, language, pictures] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const origin = new URL(link).origin;
// Everything is under the path of this run.
const home = link.slice(0, link.lastIndexOf('/login'));
const seen = { violations: [], complaints: [], wide: [], steps: {} };

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: language });
const page = await context.newPage();
const watch = one => {
  one.on('console', message => { if (['error', 'warning'].includes(message.type())) seen.complaints.push(`${one.url()}: ${message.text()}`); });
  one.on('pageerror', error => seen.complaints.push(`${one.url()}: ${error.message}`));
  one.on('request', request => { if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) seen.complaints.push(`asks ${request.url()}`); });
};
watch(page);

const inspect = async name => {
  // Colours have no language.
  for (const theme of language === 'en' ? ['light', 'dark'] : ['light']) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.evaluate(axe);
    // In the dark nothing but the colours is another.
    const { violations } = await page.evaluate(runOnly => window.axe.run(document, { runOnly }),
      theme === 'dark' ? ['color-contrast'] : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
    for (const found of violations) {
      seen.violations.push(`${name} ${theme}: ${found.id} ${found.nodes.map(node => node.html).slice(0, 3).join(' | ')}`);
    }
    if (pictures) await page.screenshot({ path: `${pictures}/console-${name}-${identity}-${language}-${theme}.png`, fullPage: theme === 'dark' });
  }
  // A desktop shows every column.
  const cut = await page.evaluate(() => [...document.querySelectorAll('.scroll')]
    .filter(part => part.scrollWidth > part.clientWidth).map(part => `${part.ariaLabel} by ${part.scrollWidth - part.clientWidth}`));
  if (cut.length) seen.wide.push(`${name}: cut off: ${cut.join(', ')}`);
  await page.emulateMedia({ colorScheme: 'light' });
};

// As a browser does with a tab that is not looked at.
const hide = tab => tab.evaluate(() => {
  Object.defineProperty(document, 'hidden', { value: true, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
});

const narrow = async name => {
  await page.setViewportSize({ width: 360, height: 780 });
  const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
  if (width > 360) seen.wide.push(`${name}: ${width}`);
  // What is wider than a phone is pushed aside, by a finger or by keys.
  const stuck = await page.evaluate(() => [...document.querySelectorAll('table')]
    .filter(table => table.scrollWidth > document.documentElement.clientWidth && !(table.parentElement.matches('.scroll[tabindex="0"]')
      && getComputedStyle(table.parentElement).overflowX === 'auto')).length);
  if (stuck) seen.wide.push(`${name}: ${stuck} tables that cannot be scrolled`);
  if (pictures) await page.screenshot({ path: `${pictures}/console-${name}-${identity}-${language}-phone.png` });
  await page.setViewportSize({ width: 1280, height: 900 });
};

const look = async () => {
  for (const [name, path] of [
    ['overview', '/'], ['access', '/access'], ['running', '/checkouts?state=running'], ['ended', '/checkouts?state=ended'],
    ['checkout', `/checkouts/${order}`], ['payments', '/payments'], ['payment', `/payments?id=${order}`], ['stock', '/stock'],
    ['audit', '/audit?agent=order'], ['failures', '/failures'], ['nothing', '/nothing'],
    ['decisions', language === 'en' ? '/decisions' : '/decisions?agent=user'],
  ]) {
    await page.goto(`${home}${path}`);
    await inspect(name);
    await narrow(name);
  }
  if (identity !== 'admin') return;
  await page.goto(`${home}/checkouts`);
  await inspect('checkouts');
  await page.goto(`${home}/checkouts/${order}/retry`);
  await inspect('retry');
  await page.goto(`${home}/decisions?outcome=deny&agent=order&action=retry_checkout`);
  await page.locator('details summary').first().click();
  await inspect('denial');
  await page.locator('a[href*="paused=1"]').click();
  await page.locator('#decisions:not([data-live])').waitFor();
  await inspect('paused');
  await page.locator('.toolbar a:not([href*="paused"])').last().click();
  await page.locator('#decisions[data-live]').waitFor();
  await page.goto(await page.locator('a[href*="/why?"]').first().evaluate(link => link.href));
  await inspect('why');
  await page.goto(`${home}/audit?agent=order`);
  await page.locator('form[action*="/audit/verify"] button').click();
  await page.locator('form[action*="/audit/verify"] ~ .scroll').waitFor({ timeout: 60000 });
  await inspect('verified');
};

const operate = async () => {
  // A stuck order is found and retried.
  await page.goto(`${home}/checkouts`);
  await page.getByRole('link', { name: order }).click();
  await page.waitForURL(`**/checkouts/${order}`);
  await page.getByRole('link', { name: 'Retry …' }).click();
  await page.waitForURL(`**/checkouts/${order}/retry`);
  await page.getByRole('button', { name: 'Retry now' }).click();
  await page.getByText('goes on').waitFor({ timeout: 15000 });
  seen.steps.retried = page.url() === `${home}/checkouts/${order}`;
  await inspect('retried');
  await page.goto(`${home}/checkouts`);
  seen.steps.gone = (await page.getByRole('link', { name: order }).count()) === 0;

  // A denial is traced to its rule.
  await page.goto(`${home}/decisions?outcome=deny&agent=order&action=retry_checkout`);
  await page.locator('details summary').first().click();
  await page.getByRole('link', { name: 'Which lines decide this?' }).first().click();
  await page.waitForURL('**/why?**');
  seen.steps.rule = await page.locator('td', { hasText: 'policies/order_authz.rego' }).count() > 0;

  // Decisions appear by themselves: another page asks for something.
  await page.goto(`${home}/decisions`);
  await page.locator('input[name=action]').fill('list_movements');
  await page.locator('form:has(input[name=action]) button[type=submit]').click();
  await page.waitForURL('**/decisions?*action=list_movements*');
  await page.waitForSelector('#decisions');
  const before = await page.locator('#decisions tbody tr').count();
  const other = await context.newPage();
  watch(other);
  await other.goto(`${home}/stock`);
  await page.waitForFunction(count => document.querySelectorAll('#decisions tbody tr').length > count, before, { timeout: 15000 });
  seen.steps.live = true;

  // Whoever is at one of them with the keyboard stays there as others come.
  const row = page.locator('#decisions summary').first();
  await row.focus();
  const at = await row.evaluate(summary => summary.parentElement.id);
  const rowsThen = await page.locator('#decisions tbody tr').count();
  await other.reload();
  await page.waitForFunction(count => document.querySelectorAll('#decisions tbody tr').length > count, rowsThen, { timeout: 15000 });
  seen.steps.focused = await page.evaluate(() => document.activeElement.parentElement.id) === at;

  // Tabs that nobody looks at hold no connection, of which a browser has six for a host, and ask for nothing while decisions come.
  const tabs = [];
  let asked = 0;
  for (let index = 0; index < 7; index++) {
    const tab = await context.newPage();
    await tab.goto(`${home}/decisions`, { timeout: 20000 });
    await hide(tab);
    tabs.push(tab);
  }
  for (const tab of tabs) tab.on('request', () => { asked++; });
  const rows = await page.locator('#decisions tbody tr').count();
  await other.goto(`${home}/stock?sku=none`, { timeout: 20000 });
  await page.waitForFunction(count => document.querySelectorAll('#decisions tbody tr').length > count, rows, { timeout: 20000 });
  seen.steps.quiet = asked === 0;
  for (const tab of [...tabs, other]) await tab.close();
};

try {
  // Before the link: the door.
  await page.goto(`${home}/`);
  await inspect('door');
  seen.complaints = [];
  await page.goto(link);
  await page.waitForURL(`${home}/`);
  seen.steps.opened = await page.locator('h1').innerText();

  await look();
  if (language === 'en') await operate();

  // Nothing that was not asked for, and no page that complains but for the one that is not there.
  seen.complaints = seen.complaints.filter(complaint => !complaint.includes('/nothing'));
  // The link again, from another browser.
  const stranger = await browser.newContext();
  const stolen = await stranger.newPage();
  seen.steps.again = (await stolen.goto(link)).status();
} catch (error) {
  seen.failed = String(error.stack ?? error);
  if (pictures) await page.screenshot({ path: `${pictures}/failed.png` });
} finally {
  await browser.close();
}

console.log(JSON.stringify(seen, null, 2));
