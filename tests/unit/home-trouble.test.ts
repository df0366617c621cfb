import { expect, test } from 'vitest';
import { homeTrouble } from '../../cli/src/home/trouble.ts';

const systemError = (fields: object) => Object.assign(new Error('no space left'), fields);

test.each([
  ['a write, which names no path', { code: 'ENOSPC', syscall: 'write' }],
  ['an open', { code: 'ENOSPC', path: '/home/ada/.samedi' }],
  ['SQLite', { code: 'ERR_SQLITE_ERROR', errcode: 13 }],
])('a full disk is told as one: %s', (_, fields) => {
  expect(homeTrouble(systemError(fields), '/home/ada/.samedi')).toMatchObject({
    code: 'home_unusable',
    message: 'The home cannot be used: the disk is full (/home/ada/.samedi).',
    next: expect.stringContaining('Make room'),
  });
});

test('what names no path and is not about room stays what it is', () => {
  const error = systemError({ code: 'EACCES' });
  expect(homeTrouble(error, '/home/ada/.samedi')).toBe(error);
});
