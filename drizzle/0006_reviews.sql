CREATE TABLE `review_days` (
	`user_id` text NOT NULL,
	`day` text NOT NULL,
	`plan_id` text NOT NULL,
	`reviews` integer NOT NULL,
	`passed` integer NOT NULL,
	PRIMARY KEY(`user_id`, `day`, `plan_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `reviews` (
	`user_id` text NOT NULL,
	`id` text NOT NULL,
	`data` text,
	`updated_at` integer NOT NULL,
	`device_id` text NOT NULL,
	`seq` integer NOT NULL,
	`seen` text,
	`bytes` integer GENERATED ALWAYS AS (coalesce(octet_length(data), 0)) VIRTUAL,
	`plan_id` text GENERATED ALWAYS AS (data->>'$.plan_id') VIRTUAL,
	`day` text GENERATED ALWAYS AS (data->>'$.day') VIRTUAL,
	`passed` integer GENERATED ALWAYS AS (data->>'$.rating' >= 3) VIRTUAL,
	PRIMARY KEY(`user_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `reviews_seq` ON `reviews` (`user_id`,`seq`,`bytes`);