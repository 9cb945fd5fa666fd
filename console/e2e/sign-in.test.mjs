// In and out: by a ticket, by a key, and not by a ticket that was used.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ask, barriers, dark, DEMO, go, NAMED, overflow, settled, shoot, signedIn } from './browser.mjs';

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

const offered = await fetch(`${DEMO.url}/api/v1/session`).then((answer) => answer.json());

/** The provider's own page. */
const signInThere = async (claims) => {
  await page.getByPlaceholder('Enter any user/subject').fill('ann-17');
  await page.locator('textarea[name=claims]').fill(JSON.stringify(claims));
  await page.getByRole('button', { name: 'Sign-in' }).click();
};

describe('at a provider', { skip: !offered.provider && 'this hub names none' }, () => {
  before(async () => {
    await page.context().clearCookies();
    await page.goto(`${NAMED}/console/segments?tab=all`);
    await page.getByRole('link', { name: 'Sign in with Club' }).waitFor();
  });

  test('who has no role is told so, and how to go on', async () => {
    // Given
    assert.deepEqual(await barriers(page), []);
    await shoot(page, 'sign-in-provider');
    await dark(page, true);
    assert.deepEqual(await barriers(page), []);
    // When
    await page.getByRole('link', { name: 'Sign in with Club' }).focus();
    await page.keyboard.press('Enter');
    await signInThere({ roles: ['guest'] });
    // Then
    await page.getByText('nothing that you are there is a role here').waitFor();
    assert.equal(page.url(), `${NAMED}/console/segments?tab=all`);
    await page.setViewportSize({ width: 320, height: 720 });
    assert.deepEqual(await barriers(page), []);
    assert.ok((await overflow(page)) <= 0, 'something sticks out at the side');
    await shoot(page, 'sign-in-refused');
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('who has one is let in where they were', async () => {
    // When
    await page.getByRole('link', { name: 'Sign in with Club' }).click();
    await signInThere({ roles: ['crew'] });
    await settled(page);
    // Then
    await page.getByRole('heading', { name: 'Segments', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Sign out oidc:ann-17' }).waitFor();
    assert.equal(page.url(), `${NAMED}/console/segments?tab=all`);
    assert.equal(await page.getByRole('link', { name: 'Audit', exact: true }).count(), 0);
  });

  test('an admin sees who signed in, and blocks them at once', async () => {
    // Given
    const admin = await signedIn();
    await go(admin, '/settings?tab=users');
    const row = admin.getByRole('row').filter({ hasText: 'oidc:ann-17' });
    assert.match(await row.innerText(), /analyst/);
    assert.deepEqual(await barriers(admin), []);
    // When
    await row.getByRole('button', { name: 'Block oidc:ann-17' }).click();
    await admin.getByLabel('Why').fill('has left');
    await admin.getByRole('button', { name: 'Block', exact: true }).click();
    // Then
    await row.getByText('blocked').waitFor();
    await shoot(admin, 'users-blocked');
    await page.reload();
    await page.getByText('You are blocked at this hub').waitFor();
    await shoot(page, 'blocked');
    // When
    await row.getByRole('button', { name: 'Unblock oidc:ann-17' }).click();
    await admin.getByRole('button', { name: 'Unblock', exact: true }).click();
    await row.getByText('let in').waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Sign out oidc:ann-17' }).waitFor();
    assert.deepEqual(admin.troubles, []);
    await admin.context().browser().close();
  });

  test('a session that ends says so, and signing in again comes back', async () => {
    // Given
    await page.context().clearCookies();
    // When
    await page.getByRole('link', { name: 'Syncs', exact: true }).click();
    await page.getByRole('button', { name: 'Sign in again' }).click();
    // Then
    const link = page.getByRole('link', { name: 'Sign in with Club' });
    assert.match(await link.getAttribute('href'), /to=%2Fsyncs$/);
  });
});
