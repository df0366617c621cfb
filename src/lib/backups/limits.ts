/** How much is kept of a learner's backups, and how large they may be. */
export const backupLimits = {
  /** Bytes of one upload: 95 MiB, below the 100 MB that Cloudflare lets through to a Worker. */
  uploadBytes: 95 * 1_048_576,
  /** Bytes of all that a user keeps: 1 GiB. */
  userBytes: 1_073_741_824,
  /** Newest ones kept. */
  daily: 14,
  weekly: 8,
  /** Days that a backup's date may be off the server's: time zones and small mistakes, not a wrong clock. */
  daysOff: 2,
} as const;
