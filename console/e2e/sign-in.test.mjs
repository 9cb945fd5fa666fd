// In and out: by a ticket, by a key, and not by a ticket that was used.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, barriers, DEMO, settled, shoot, signedIn } from './browser.mjs';

let page;
before(async () => {
  page = await signedIn();
});
after(() => page?.context().browser().close());

test('the ticket is taken out of the address, and nothing that stays in the browser signs in', async () => {
  assert.ok(!page.url().includes('ticket'));
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie);
  assert.ok(!kept.includes('serai_session') && !kept.includes('ticket'));
});

test('whoever signs out is out, and a used ticket lets nobody in', async () => {
  await page.getByRole('button', { name: /^Sign out/ }).click();
  await page.getByRole('heading', { name: 'Sign in to Serai' }).waitFor();
  await shoot(page, 'sign-in');
  assert.deepEqual(await barriers(page), []);
  const { ticket } = await ask('POST', '/api/v1/session/ticket', {});
  const used = await fetch(`${DEMO.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Serai-Console': '1' },
    body: JSON.stringify({ ticket }),
  });
  assert.equal(used.status, 201);
  await page.goto('about:blank');
  await page.goto(`${DEMO.url}/console#ticket=${ticket}`);
  await page.getByText('The ticket is used up').waitFor();
});

test('a key of a viewer signs in, and shows what a viewer may do', async () => {
  const name = `walk-${Date.now()}`;
  const { key } = await ask('POST', '/api/v1/keys', { name, role: 'viewer' });
  await page.getByLabel('API key or token').fill(key);
  await page.keyboard.press('Enter');
  await settled(page);
  await page.getByRole('button', { name: `Sign out key:${name}` }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Profiles', exact: true }).count(), 0);
  await ask('POST', `/api/v1/keys/${name}/revoke`, {});
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in to Serai' }).waitFor();
});
