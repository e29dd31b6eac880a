CREATE SEQUENCE "public"."player_storage_versions" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "player_storage_documents" (
	"player_id" text NOT NULL,
	"collection" text NOT NULL,
	"key" text NOT NULL,
	"value" text NOT NULL,
	"bytes" bigint NOT NULL,
	"version" bigint NOT NULL,
	"is_public" boolean NOT NULL,
	"is_protected" boolean NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "player_storage_documents_player_id_collection_key_pk" PRIMARY KEY("player_id","collection","key")
);
