ALTER TABLE `cards` ADD `relayed` integer;--> statement-breakpoint
ALTER TABLE `plans` ADD `relayed` integer;--> statement-breakpoint
ALTER TABLE `reviews` ADD `relayed` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `relayed` integer;