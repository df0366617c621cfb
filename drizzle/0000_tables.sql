CREATE TABLE `cards` (
	`user_id` text NOT NULL,
	`id` text NOT NULL,
	`data` text,
	`updated_at` integer NOT NULL,
	`device_id` text NOT NULL,
	`seq` integer NOT NULL,
	`version` integer NOT NULL,
	`past` text DEFAULT ',' NOT NULL,
	`replaced` integer DEFAULT 0 NOT NULL,
	`bytes` integer GENERATED ALWAYS AS (coalesce(octet_length(data), 0)) VIRTUAL,
	`plan_id` text GENERATED ALWAYS AS (data->>'$.plan_id') VIRTUAL,
	`next_review` text GENERATED ALWAYS AS (data->>'$.next_review') VIRTUAL,
	`state` text GENERATED ALWAYS AS (CASE WHEN data->>'$.last_review' IS NULL AND data->>'$.repetitions' = 0 THEN 'new' WHEN data->>'$.interval_days' >= 21 THEN 'mature' ELSE 'learning' END) VIRTUAL,
	PRIMARY KEY(`user_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `cards_seq` ON `cards` (`user_id`,`seq`,`bytes`,`version`,`replaced`);--> statement-breakpoint
CREATE TABLE `conflicts` (
	`user_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`record_id` text NOT NULL,
	`updated_at` integer NOT NULL,
	`device_id` text NOT NULL,
	`data` text,
	`version` integer NOT NULL,
	`past` text DEFAULT ',' NOT NULL,
	`seq` integer NOT NULL,
	`detected_at` integer NOT NULL,
	`dropped_at` integer,
	`bytes` integer GENERATED ALWAYS AS (coalesce(octet_length(data), 0)) VIRTUAL,
	PRIMARY KEY(`user_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `conflicts_seq` ON `conflicts` (`user_id`,`seq`,`bytes`);--> statement-breakpoint
CREATE TABLE `plans` (
	`user_id` text NOT NULL,
	`id` text NOT NULL,
	`data` text,
	`updated_at` integer NOT NULL,
	`device_id` text NOT NULL,
	`seq` integer NOT NULL,
	`version` integer NOT NULL,
	`past` text DEFAULT ',' NOT NULL,
	`replaced` integer DEFAULT 0 NOT NULL,
	`bytes` integer GENERATED ALWAYS AS (coalesce(octet_length(data), 0)) VIRTUAL,
	`title` text GENERATED ALWAYS AS (data->>'$.title') VIRTUAL,
	`status` text GENERATED ALWAYS AS (data->>'$.status') VIRTUAL,
	PRIMARY KEY(`user_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `plans_seq` ON `plans` (`user_id`,`seq`,`bytes`,`version`,`replaced`);--> statement-breakpoint
CREATE TABLE `reviews` (
	`user_id` text NOT NULL,
	`id` text NOT NULL,
	`data` text,
	`updated_at` integer NOT NULL,
	`device_id` text NOT NULL,
	`seq` integer NOT NULL,
	`version` integer NOT NULL,
	`past` text DEFAULT ',' NOT NULL,
	`replaced` integer DEFAULT 0 NOT NULL,
	`bytes` integer GENERATED ALWAYS AS (coalesce(octet_length(data), 0)) VIRTUAL,
	`plan_id` text GENERATED ALWAYS AS (data->>'$.plan_id') VIRTUAL,
	`day` text GENERATED ALWAYS AS (data->>'$.day') VIRTUAL,
	`passed` integer GENERATED ALWAYS AS (data->>'$.rating' >= 3) VIRTUAL,
	PRIMARY KEY(`user_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `reviews_seq` ON `reviews` (`user_id`,`seq`,`bytes`,`version`,`replaced`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`user_id` text NOT NULL,
	`id` text NOT NULL,
	`data` text,
	`updated_at` integer NOT NULL,
	`device_id` text NOT NULL,
	`seq` integer NOT NULL,
	`version` integer NOT NULL,
	`past` text DEFAULT ',' NOT NULL,
	`replaced` integer DEFAULT 0 NOT NULL,
	`bytes` integer GENERATED ALWAYS AS (coalesce(octet_length(data), 0)) VIRTUAL,
	`plan_id` text GENERATED ALWAYS AS (data->>'$.plan_id') VIRTUAL,
	`started_at` integer GENERATED ALWAYS AS (data->>'$.started_at') VIRTUAL,
	`day` text GENERATED ALWAYS AS (data->>'$.day') VIRTUAL,
	`minutes` integer GENERATED ALWAYS AS (data->>'$.minutes') VIRTUAL,
	`stretch` text GENERATED ALWAYS AS (((((data->>'$.started_at' - (data->>'$.started_at' % 60000 + 60000) % 60000) / 60000 + data->>'$.utc_offset_minutes') % 1440 + 1440) % 1440) || '+' || (data->>'$.minutes')) VIRTUAL,
	PRIMARY KEY(`user_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `sessions_seq` ON `sessions` (`user_id`,`seq`,`bytes`,`version`,`replaced`);--> statement-breakpoint
CREATE INDEX `sessions_started` ON `sessions` (`user_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `sessions_plan` ON `sessions` (`user_id`,`plan_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `card_counts` (
	`user_id` text NOT NULL,
	`plan_id` text NOT NULL,
	`new` integer NOT NULL,
	`learning` integer NOT NULL,
	`mature` integer NOT NULL,
	PRIMARY KEY(`user_id`, `plan_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `day_totals` (
	`user_id` text NOT NULL,
	`day` text NOT NULL,
	`plan_id` text NOT NULL,
	`minutes` integer NOT NULL,
	`sessions` integer NOT NULL,
	`stretches` text DEFAULT '{}' NOT NULL,
	PRIMARY KEY(`user_id`, `day`, `plan_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `due_days` (
	`user_id` text NOT NULL,
	`day` text NOT NULL,
	`plan_id` text NOT NULL,
	`cards` integer NOT NULL,
	PRIMARY KEY(`user_id`, `day`, `plan_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `plan_totals` (
	`user_id` text NOT NULL,
	`plan_id` text NOT NULL,
	`minutes` integer NOT NULL,
	`sessions` integer NOT NULL,
	PRIMARY KEY(`user_id`, `plan_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `review_days` (
	`user_id` text NOT NULL,
	`day` text NOT NULL,
	`plan_id` text NOT NULL,
	`reviews` integer NOT NULL,
	`passed` integer NOT NULL,
	PRIMARY KEY(`user_id`, `day`, `plan_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `year_totals` (
	`user_id` text NOT NULL,
	`year` text NOT NULL,
	`days` text NOT NULL,
	PRIMARY KEY(`user_id`, `year`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `attempts` (
	`bucket` text NOT NULL,
	`at` integer NOT NULL,
	`id` text NOT NULL,
	PRIMARY KEY(`bucket`, `at`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `attempts_at` ON `attempts` (`at`);--> statement-breakpoint
CREATE TABLE `devices` (
	`user_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`revoked_at` integer,
	`signed_in_at` integer DEFAULT 0 NOT NULL,
	`cursor` integer DEFAULT 0 NOT NULL,
	`told` text DEFAULT ',0:0,' NOT NULL,
	PRIMARY KEY(`user_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `email_changes` (
	`user_id` text PRIMARY KEY NOT NULL,
	`link_hash` text NOT NULL,
	`old_email` text NOT NULL,
	`new_email` text NOT NULL,
	`device_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `email_changes_link_hash_unique` ON `email_changes` (`link_hash`);--> statement-breakpoint
CREATE TABLE `redemptions` (
	`link_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`device_id` text NOT NULL,
	`redeemed_at` integer NOT NULL,
	`poll_hash` text
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `redemptions_poll_hash_unique` ON `redemptions` (`poll_hash`);--> statement-breakpoint
CREATE INDEX `redemptions_redeemed` ON `redemptions` (`redeemed_at`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`created_at` integer NOT NULL,
	`epoch` text NOT NULL,
	`head` integer DEFAULT 0 NOT NULL,
	`digest` integer DEFAULT 0 NOT NULL,
	`time_zone` text DEFAULT 'UTC' NOT NULL,
	`week_starts_on` integer DEFAULT 1 NOT NULL,
	`day_starts_at_minutes` integer DEFAULT 0 NOT NULL,
	`weekly_goal_minutes` integer,
	`streaks_hidden` integer DEFAULT false NOT NULL,
	`deleting_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);