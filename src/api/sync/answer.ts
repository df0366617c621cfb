/** A round's answer, put together as text. */
import { type Kind, kinds } from '../../lib/wire/kinds.ts';
import type { Rejection, SyncResponse } from '../../lib/wire/sync.ts';
import type { Access } from '../db/owned.ts';
import type { Rows } from '../db/rows.ts';
import type { Found } from './page.ts';

export interface Status
  extends Access,
    Pick<Rows['users'], 'epoch' | 'head'>,
    Pick<Rows['devices'], 'mark'> {
  /** Up to where what the device knew and this history are one. */
  common: number;
  /** Whether the device knows this history; nothing was taken where not. */
  accepted: 0 | 1;
  /** Whether another home syncs as this device. */
  copied: 0 | 1;
}

export interface Stale extends Pick<Rows[Kind], 'id' | 'seq'> {
  kind: Kind;
}

interface Round {
  cursor: number;
  status: Status;
  /** Whether there is more than these deltas. */
  more: boolean;
  deltas: Found[];
  stale: Stale[];
  rejected: Rejection[];
  now: number;
}

type Envelope = Omit<SyncResponse, Kind | 'conflicts'>;

export function roundAnswer(round: Round): string {
  const { cursor, status, more, deltas, stale, rejected, now } = round;
  const reached = more ? (deltas.at(-1)?.seq ?? cursor) : status.head;
  // The device offered something that lost to a version below its cursor, so its home is older than the cursor says.
  // The server goes back to before that version and sends it again, else the two sides would differ for good.
  const missed = Math.min(...stale.filter(({ seq }) => seq <= cursor).map(({ seq }) => seq - 1));
  const envelope: Envelope = {
    epoch: status.epoch,
    cursor: Math.min(reached, missed),
    head: status.head,
    more: more || missed < reached,
    reset: false,
    copied: false,
    mark: status.mark,
    server_time: now,
    stale: stale.map(({ kind, id }) => ({ kind, id })),
    rejected,
  };
  return withDeltas(envelope, deltas);
}

/**
 * The server took nothing. A copy becomes a device of its own, and goes on from its cursor. A home that knows another
 * history than the server's offers all that it has.
 */
export function refusalAnswer(status: Status, cursor: number, now: number): string {
  const copied = status.copied === 1;
  const envelope: Envelope = {
    epoch: status.epoch,
    cursor: copied ? cursor : status.common,
    head: status.head,
    more: true,
    reset: !copied,
    copied,
    mark: status.mark,
    server_time: now,
    stale: [],
    rejected: [],
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
