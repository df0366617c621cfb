CREATE TABLE `mail_days` (
	`day` text PRIMARY KEY NOT NULL,
	`mails` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `sign_in_links` (
	`hash` text PRIMARY KEY NOT NULL,
	`address` text NOT NULL,
	`created_at` integer NOT NULL,
	`link` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `sign_in_links_created` ON `sign_in_links` (`created_at`);--> statement-breakpoint
CREATE INDEX `sign_in_links_address` ON `sign_in_links` (`address`);