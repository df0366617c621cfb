/** sessions.db: whether it is whole, and whether each record is known to sync. */

import { countText } from '../../../src/lib/text/format.ts';
import { kindWords } from '../../../src/lib/wire/kinds.ts';
import type { Home } from '../home/home.ts';
import { rows, value } from '../home/rows.ts';
import { makeTrigger } from '../home/schema/make.ts';
import { editPast, triggers } from '../home/schema/triggers.ts';
import { getState, identity, serverHistory, setState } from '../home/sync-state.ts';
import { untrackedChange } from '../home/tracking.ts';
import { type RowKind, rowKinds } from '../kinds/kinds.ts';
import type { Finding } from './finding.ts';

const restore = 'Put a backup of sessions.db in its place, then check again.';

export function findInTracking(home: Home): Finding[] {
  return [...findMissingTriggers(home), ...findUntracked(home)];
}

/**
 * By SQLite's own check, https://www.sqlite.org/pragma.html#pragma_integrity_check; what is wrong in indexes alone can
 * be made anew.
 */
export function findDamage({ db }: Home): Finding[] {
  const verdicts = rows<{ integrity_check: string }>(db, 'PRAGMA integrity_check(100)').all();
  const texts = verdicts.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  const [first] = texts;
  if (first === undefined) return [];
  const message = `sessions.db is damaged: ${first}${texts.length > 1 ? `, and ${texts.length - 1} more` : ''}.`;
  if (!texts.every((text) => /index/i.test(text))) return [{ message, next: restore }];
  const fix = {
    done: 'Made the indexes of sessions.db anew.',
    changesDatabase: true,
    run: () => db.exec('REINDEX'),
  };
  return [{ message, next: 'Run: samedi check --fix', fix }];
}

/** Without them, changes are not noticed by sync. */
function findMissingTriggers({ db }: Home): Finding[] {
  const names = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";
  const there = new Set(
    rows<{ name: string }>(db, names)
      .all()
      .map(({ name }) => name),
  );
  return Object.keys(triggers)
    .filter((name) => !there.has(name))
    .map((name) => ({
      message: `sessions.db has lost its trigger ${name}, which notes changes for sync.`,
      next: 'Run: samedi check --fix',
      fix: {
        done: `Put the trigger ${name} back.`,
        changesDatabase: true,
        run: () => makeTrigger(db, name),
      },
    }));
}

/**
 * Records and what sync knows of them, where one is there without the other: some program wrote while triggers were
 * off.
 */
function findUntracked(home: Home): Finding[] {
  return rowKinds.flatMap((kind) => [...findUnnoted(home, kind), ...findVanished(home, kind)]);
}

function findUnnoted(home: Home, kind: RowKind): Finding[] {
  const { db } = home;
  const missing = `FROM ${kind} r WHERE NOT EXISTS (SELECT 1 FROM versions v WHERE v.kind = '${kind}' AND v.id = r.id AND v.deleted = 0)`;
  const count = Number(value<number>(db, `SELECT count(*) ${missing}`));
  if (count === 0) return [];
  const note = `INSERT INTO versions (kind, id, updated_at, device_id, dirty) SELECT '${kind}', r.id, ?, ?, 1 ${missing}
    ON CONFLICT (kind, id) DO UPDATE SET updated_at = max(excluded.updated_at, versions.updated_at + 1),
      device_id = excluded.device_id, dirty = 1, deleted = 0, past = ${editPast}, version = NULL`;
  return [
    {
      message: `${countText(count, kindWords[kind])} would never be synced: no change was noted of them.`,
      next: 'Run: samedi check --fix',
      fix: {
        done: `Noted ${countText(count, kindWords[kind])} for the next sync.`,
        changesDatabase: true,
        run: () =>
          untrackedChange(db, () =>
            db.prepare(note).run(home.now(), getState(db, identity.deviceId)),
          ),
      },
    },
  ];
}

/** Their deletion was not noted, so they count as lost, not as deleted: the server brings back what it has. */
function findVanished({ db }: Home, kind: RowKind): Finding[] {
  const gone = `FROM versions WHERE kind = '${kind}' AND deleted = 0 AND id NOT IN (SELECT id FROM ${kind})`;
  const count = Number(value<number>(db, `SELECT count(*) ${gone}`));
  if (count === 0) return [];
  return [
    {
      message: `${countText(count, kindWords[kind])} vanished without being deleted.`,
      next: 'Run: samedi check --fix, then samedi sync, which brings back what the server has.',
      fix: {
        done: `Asked for ${countText(count, kindWords[kind])} anew: samedi sync brings back what the server has.`,
        changesDatabase: true,
        run: () =>
          untrackedChange(db, () => {
            db.exec(`DELETE ${gone}`);
            setState(db, serverHistory.cursor, 0);
          }),
      },
    },
  ];
}
