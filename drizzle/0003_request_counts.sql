ALTER TABLE `users` ADD `sync_requests` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `heavy_requests` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `rest_requests` integer DEFAULT 0 NOT NULL;