import { expect, inject, test } from 'vitest';
import { writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { anyEmail, change, newHome, rows, samedi, signedInHome } from '../support/cli/homes.ts';

const url = inject('url');

test('a deletion that one account has not heard of waits while the home is signed in to another', async () => {
  const [mine, other] = [anyEmail(), anyEmail()];
  const home = await newHome();
  writeFirstVersionHome(home);
  await signedInHome(url, mine, home);
  await samedi(home, ['sync']);
  const [gone, again] = rows(home, 'SELECT id FROM cards ORDER BY id').map(({ id }) => String(id));
  change(home, `CREATE TABLE kept AS SELECT * FROM cards WHERE id = '${again}'`);
  change(home, `DELETE FROM cards WHERE id IN ('${gone}', '${again}')`);

  await signedInHome(url, other, home);
  await samedi(home, ['sync']);
  change(home, 'INSERT INTO cards SELECT * FROM kept; DROP TABLE kept');
  await samedi(home, ['sync']);
  await signedInHome(url, mine, home);
  await samedi(home, ['sync']);

  const reader = await signedInHome(url, mine);
  await samedi(reader, ['sync']);
  for (const each of [home, reader]) {
    const ids = rows(each, 'SELECT id FROM cards').map(({ id }) => id);
    expect(ids).not.toContain(gone);
    expect(ids).toContain(again);
  }
  expect(rows(home, 'SELECT * FROM deletions_aside')).toEqual([]);
});
