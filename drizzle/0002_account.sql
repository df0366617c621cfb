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
ALTER TABLE `users` ADD `streaks_hidden` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `deleting_at` integer;