ALTER TABLE `conflicts` RENAME COLUMN `lost_to` TO `replaced_by`;--> statement-breakpoint
-- What is there does not tell the two ways of losing apart.
UPDATE `conflicts` SET `replaced_by` = NULL WHERE `replaced_by` IS NOT NULL;