// The numbers in sight are the hub's; what is chosen is in the address; a file has what the table has.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { ask, go, settled, shoot, signedIn } from './browser.mjs';

describe('insights', () => {
  let page;
  before(async () => {
    page = await signedIn();
  });
  after(() => page?.context().browser().close());

  const panel = (name) => page.getByRole('region', { name, exact: true }).first();

  test('a chart is a table too, and stays one when the page is loaded again', async () => {
    // Given
    const { rows } = await ask('GET', '/api/v1/insights/consents');
    await go(page, '/insights?tab=quality');
    // When
    await panel('Consent coverage').getByRole('button', { name: 'Consent coverage: table' }).click();
    await page.reload();
    await settled(page);
    // Then
    const row = page.getByRole('grid', { name: 'Consent coverage' }).getByRole('row').nth(1);
    assert.match(await row.textContent(), new RegExp(`^${rows[0].purpose}${rows[0].granted.toLocaleString('en')}`));
    assert.match(page.url(), /consents-view=table/);
  });

  test('the file has each row of the table', async () => {
    // Given
    const { rows } = await ask('GET', '/api/v1/insights/fill');
    await go(page, '/insights?tab=quality');
    // When
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Fill rate: download as CSV' }).click(),
    ]);
    // Then
    const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
    assert.equal(lines[0], 'field,filled,of_profiles');
    assert.deepEqual(
      lines.slice(1),
      rows.map(({ field, filled, of_profiles: share }) => `${field},${filled},${share}`),
    );
  });

  test('a funnel has as many as the hub counts, and its steps are in the address', async () => {
    // When
    await go(page, '/insights?tab=behaviour&days=90&steps=page_view,order_completed:7d&funnel-view=table');
    // Then
    const day = (ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    const { rows } = await ask('POST', '/api/v1/insights/funnel', {
      funnel: { event: 'page_view', then: [{ event: 'order_completed', within: '7d' }] },
      from: day(89),
      to: day(0),
    });
    const last = page.getByRole('grid', { name: 'Funnel' }).getByRole('row').nth(2);
    assert.match(
      await last.textContent(),
      new RegExp(`^order_completed within 7 days${rows[1].profiles.toLocaleString('en')}`),
    );
    // When
    await page.getByRole('button', { name: 'Remove step 2' }).click();
    // Then
    await page.getByText('A funnel has two steps or more.').waitFor();
    assert.match(page.url(), /steps=page_view(&|$)/);
  });

  test('the runs of a sync are those that its page has', async () => {
    // When
    await go(page, '/insights?tab=destinations&sync=newsletter&runs-view=table');
    // Then
    const { runs } = await ask('GET', '/api/v1/runs?kind=sync&name=newsletter');
    const rows = page.getByRole('grid', { name: 'Runs of newsletter' }).getByRole('row');
    assert.equal(await rows.count(), runs.length + 1);
    const { id, state, counts } = runs[0];
    const shown = await rows.last().locator('td').allTextContents();
    assert.deepEqual([shown[0], shown[2], shown[3]], [String(id), state, whole.format(counts.selected)]);
    assert.equal(shown.at(-1), whole.format(counts.delivered));
  });

  test('a step that must not happen narrows the one before it', async () => {
    // Given
    await go(page, '/insights?tab=behaviour&days=90&steps=page_view,order_completed:7d&funnel-view=table');
    // When
    await page.getByLabel('What step 2 is').selectOption('not');
    await settled(page);
    // Then
    const day = (ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    const { rows } = await ask('POST', '/api/v1/insights/funnel', {
      funnel: { event: 'page_view', then: [{ without: 'order_completed', within: '7d' }] },
      from: day(89),
      to: day(0),
    });
    const last = page.getByRole('grid', { name: 'Funnel' }).getByRole('row').nth(2);
    await last.getByText(rows[1].profiles.toLocaleString('en'), { exact: true }).first().waitFor();
    assert.match(await last.textContent(), /^no order_completed within 7 days/);
    assert.match(decodeURIComponent(page.url()), /steps=page_view,!order_completed:7d/);
  });

  test('segments are chosen from a menu, and their overlap follows', async () => {
    // Given
    await go(page, '/insights?tab=segments&segments=lapsed,vip');
    // When
    await page.getByRole('button', { name: 'Segments', exact: true }).click();
    await page
      .getByRole('menuitem', { name: 'newsletter-audience' })
      .or(page.getByRole('checkbox', { name: 'newsletter-audience' }))
      .first()
      .click();
    await page.keyboard.press('Escape');
    await settled(page);
    // Then
    assert.match(decodeURIComponent(page.url()), /segments=lapsed,vip,newsletter-audience/);
    const { rows } = await ask('GET', '/api/v1/insights/overlap/pairs?segments=lapsed,vip,newsletter-audience');
    const both = rows.find(({ a, b }) => [a, b].sort().join() === 'newsletter-audience,vip').both;
    const matrix = page.getByRole('grid', { name: 'Overlap' });
    await matrix
      .getByText(`(${both.toLocaleString('en')})`)
      .first()
      .waitFor();
    await matrix.scrollIntoViewIfNeeded();
    await shoot(page, 'insights-overlap');
    assert.deepEqual(page.troubles, []);
  });
});

const whole = new Intl.NumberFormat('en');
