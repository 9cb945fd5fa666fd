// The browser that walks through the console, and what every walk asks of a screen.
import { readFile } from 'node:fs/promises';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/** A hub with the demo's people, and one that knows nobody. */
export const DEMO = { url: process.env.SERAI_URL, token: process.env.SERAI_TOKEN };
export const EMPTY = { url: process.env.SERAI_EMPTY_URL, token: process.env.SERAI_EMPTY_TOKEN };
/** Where screenshots go; nowhere unless said. */
const shots = process.env.SERAI_SHOTS;
/** The tree that Debian's Chromium lies in. */
const tree = process.env.SERAI_CHROMIUM ?? '/var/cache/serai/debian/chromium';

/** Chromium as .ci/bring brought it, which finds its libraries and letters only if it is told where they are. */
function installed() {
  if (tree === '/') {
    return { executablePath: '/usr/bin/chromium' };
  }
  const folder = readdirSync(join(tree, 'usr/lib')).find((name) => name.includes('-linux-gnu'));
  const libraries = join(tree, 'usr/lib', folder);
  const fonts = join(tmpdir(), `serai-fonts-${process.pid}.conf`);
  const places = [join(tree, 'usr/share/fonts'), '/usr/share/fonts'].map((dir) => `<dir>${dir}</dir>`).join('');
  writeFileSync(
    fonts,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${places}</fontconfig>`,
  );
  return {
    executablePath: join(tree, 'usr/lib/chromium/chromium'),
    env: { ...process.env, LD_LIBRARY_PATH: `${libraries}:${libraries}/pulseaudio`, FONTCONFIG_FILE: fonts },
  };
}

/** What the hub's file calls it: a browser that goes there goes to the demo's hub, whichever port that has. */
export const NAMED = 'http://hub.test';
const named = DEMO.url
  ? [`--host-resolver-rules=MAP hub.test:80 ${new URL(DEMO.url).host}, MAP *.googleapis.com ~NOTFOUND`]
  : [];

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Asks a hub's API as its local admin. */
export async function ask(method, path, body, hub = DEMO) {
  const answer = await fetch(hub.url + path, {
    method,
    headers: { Authorization: `Bearer ${hub.token}`, 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  }
  return answer.json();
}

/** A browser, signed in by a ticket. */
export async function signedIn({ width = 1280, height = 900, hub = DEMO } = {}) {
  const browser = await chromium.launch({ ...installed(), args: [...FLAGS, ...named] });
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.hub = hub;
  page.troubles = [];
  page.on('pageerror', (error) => page.troubles.push(String(error)));
  page.on('console', (message) => {
    // Who is not signed in yet is told so by a 401, which the browser reports.
    if (message.type() === 'error' && !message.text().includes('401')) {
      page.troubles.push(message.text());
    }
  });
  const { ticket } = await ask('POST', '/api/v1/session/ticket', {}, hub);
  await page.goto(`${hub.url}/console/#ticket=${ticket}`);
  await page.getByRole('button', { name: /^Sign out/ }).waitFor({ state: 'attached' });
  return page;
}

export async function go(page, path) {
  await page.goto(`${page.hub.url}/console${path}`);
  await settled(page);
}

/** Until nothing is being asked for any more and no grey line is left. */
export async function settled(page) {
  await page.waitForLoadState('load');
  await filled(page);
}

/** Goes there anew, and says how many milliseconds it took until the first data showed. */
export async function pace(page, path) {
  await page.goto(`${page.hub.url}/console${path}`, { waitUntil: 'commit' });
  const at = await filled(page);
  return at.jsonValue();
}

/** When, by the page's own clock, there was a heading and no grey line. */
const filled = (page) =>
  page.waitForFunction(
    () =>
      document.querySelector('h1') &&
      !document.querySelector('[aria-busy="true"], .pf-v6-c-skeleton') &&
      performance.now(),
  );

const EVERYTHING = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The rules that another theme can break. */
export const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds serious here, by these rules: a line each. */
export async function barriers(page, rules = EVERYTHING) {
  if (!(await page.evaluate(() => 'axe' in window))) {
    // The policy allows no script but the console's own; the browser's own evaluation is none.
    await page.evaluate(axe);
  }
  const found = await page.evaluate((runOnly) => window.axe.run({ runOnly }), rules);
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    );
}

/** Whether something sticks out at the side. */
export const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

export async function dark(page, on) {
  await page.evaluate(async (is) => {
    document.documentElement.classList.toggle('pf-v6-theme-dark', is);
    // Colours fade over; what is between the two is neither.
    await Promise.all(document.getAnimations().map(({ finished }) => finished));
  }, on);
}

export async function shoot(page, name) {
  if (shots) {
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: join(shots, `${name}.png`) });
  }
}
