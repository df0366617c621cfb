/** A round's answer, put together as text. */
import { type Kind, kinds } from '../../lib/wire/kinds.ts';
import type { Rejection, SyncResponse } from '../../lib/wire/sync.ts';
import type { Access } from '../db/owned.ts';
import type { Rows } from '../db/rows.ts';
import type { Found } from './page.ts';

export interface Status extends Access, Pick<Rows['users'], 'epoch' | 'head' | 'digest'> {
  /** Whether the device knows this history; nothing was taken where not. */
  accepted: 0 | 1;
}

export interface Stale extends Pick<Rows[Kind], 'id'> {
  kind: Kind;
  conflict: boolean;
}

interface Round {
  cursor: number;
  status: Status;
  /** Whether there is more than these deltas. */
  more: boolean;
  /** Of what is newer than the cursor. */
  deltas: Found[];
  /** Of what offers lost to, wherever that stands. */
  winners: Found[];
  stale: Stale[];
  again: Pick<Stale, 'kind' | 'id'>[];
  rejected: Rejection[];
  now: number;
}

type Envelope = Omit<SyncResponse, Kind | 'conflicts'>;

export function roundAnswer(round: Round): string {
  const { cursor, status, more, deltas, winners, stale, again, rejected, now } = round;
  const { epoch, head, digest } = status;
  const reached = more ? (deltas.at(-1)?.seq ?? cursor) : head;
  const envelope: Envelope = {
    ...{ epoch, cursor: reached, head, digest, more },
    ...{ reset: false, server_time: now, stale, again, rejected },
  };
  return withDeltas(envelope, [...deltas, ...winners]);
}

/** Nothing was taken: the device knows another history than this one, and offers all that it has. */
export function refusalAnswer({ epoch, head, digest }: Status, now: number): string {
  const envelope: Envelope = {
    ...{ epoch, cursor: 0, head, digest, more: true },
    ...{ reset: true, server_time: now, stale: [], again: [], rejected: [] },
  };
  return withDeltas(envelope, []);
}

/** A record that vanished between finding and reading it (an account being deleted) is left out. */
function withDeltas(envelope: Envelope, deltas: Found[]): string {
  const parts = [...kinds, 'conflicts'].map((source) => {
    const texts = deltas.flatMap((row) => (row.source === source ? (row.delta ?? []) : []));
    return `,"${source}":[${texts.join(',')}]`;
  });
  return `${JSON.stringify(envelope).slice(0, -1)}${parts.join('')}}`;
}
