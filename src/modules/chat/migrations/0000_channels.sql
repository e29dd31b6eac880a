CREATE TABLE "chat_blocks" (
	"player_id" text NOT NULL,
	"blocked_id" text NOT NULL,
	CONSTRAINT "chat_blocks_player_id_blocked_id_pk" PRIMARY KEY("player_id","blocked_id")
);
--> statement-breakpoint
CREATE TABLE "chat_conversations" (
	"player_id" text NOT NULL,
	"other_id" text NOT NULL,
	"channel" text NOT NULL,
	"last_id" bigint NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "chat_conversations_player_id_other_id_pk" PRIMARY KEY("player_id","other_id")
);
--> statement-breakpoint
CREATE TABLE "chat_lines" (
	"channel" text NOT NULL,
	"id" bigint NOT NULL,
	"kind" text NOT NULL,
	"member_id" text NOT NULL,
	"member_name" text NOT NULL,
	"player_id" text,
	"text" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"edited_at" timestamp with time zone,
	"is_deleted" boolean NOT NULL,
	CONSTRAINT "chat_lines_channel_id_pk" PRIMARY KEY("channel","id")
);
--> statement-breakpoint
CREATE TABLE "chat_mutes" (
	"channel" text NOT NULL,
	"player_id" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "chat_mutes_channel_player_id_pk" PRIMARY KEY("channel","player_id")
);
--> statement-breakpoint
CREATE TABLE "chat_reported_lines" (
	"report_id" integer NOT NULL,
	"line_id" bigint NOT NULL,
	"player_id" text,
	"line" jsonb NOT NULL,
	CONSTRAINT "chat_reported_lines_report_id_line_id_pk" PRIMARY KEY("report_id","line_id")
);
--> statement-breakpoint
CREATE TABLE "chat_reports" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "chat_reports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"reporter_id" text NOT NULL,
	"reason" text NOT NULL,
	"channel" text NOT NULL,
	"line_id" bigint NOT NULL,
	"author_id" text,
	"reported_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resolved_at" timestamp with time zone,
	"resolved_by" text,
	"verdict" text,
	CONSTRAINT "chat_reports_once" UNIQUE("reporter_id","channel","line_id")
);
--> statement-breakpoint
ALTER TABLE "chat_reported_lines" ADD CONSTRAINT "chat_reported_lines_report_id_chat_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."chat_reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "chat_blocks_blocked" ON "chat_blocks" USING btree ("blocked_id");--> statement-breakpoint
CREATE INDEX "chat_conversations_latest" ON "chat_conversations" USING btree ("player_id","last_at","other_id");--> statement-breakpoint
CREATE INDEX "chat_conversations_age" ON "chat_conversations" USING btree ("last_at");--> statement-breakpoint
CREATE INDEX "chat_lines_player" ON "chat_lines" USING btree ("player_id");--> statement-breakpoint
CREATE INDEX "chat_lines_age" ON "chat_lines" USING btree ("kind","sent_at");--> statement-breakpoint
CREATE INDEX "chat_mutes_until" ON "chat_mutes" USING btree ("until");--> statement-breakpoint
CREATE INDEX "chat_reported_lines_player" ON "chat_reported_lines" USING btree ("player_id");--> statement-breakpoint
CREATE INDEX "chat_reports_author" ON "chat_reports" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "chat_reports_queue" ON "chat_reports" USING btree ("resolved_at","id");