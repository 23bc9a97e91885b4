// The feed of one site: the last item of every fact, in the order of their cursors.
// The thread that runs the closure.
#include "core/protocol/codec.h"
#include "platform/sql/changed.h"
#include "platform/sql/site_transaction.h"

namespace lobby::sql {

// The cursor's row is the site's one hot row; a writer holds it until it commits, so that cursors
// become visible in their order.
Status SiteTransaction::append_feed(const protocol::FeedItem& item) {
  const std::string json = protocol::to_json(item);
  // An item that cannot be read back would stop the feed for every device.
  if (const auto readable = protocol::feed_item_from(json); !readable) {
    return readable.error();
  }
  const auto cursor = first(
      session_.select("INSERT INTO sites (site_id, incarnation, feed_cursor) VALUES (?1, 1, 1)"
                      " ON CONFLICT (site_id) DO UPDATE SET feed_cursor = sites.feed_cursor + 1"
                      " RETURNING feed_cursor",
                      site_),
      [](Row& row) { return row.integer(0); });
  if (!cursor) {
    return cursor.error();
  }
  const protocol::Audience audience = protocol::audience_of(item);
  const std::string fact = protocol::fact_of(item);
  return ran(session_.run(
      "INSERT INTO facts (site_id, fact, feed_cursor, role, device_id, needed_until, item)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (site_id, fact) DO UPDATE SET"
      " feed_cursor = excluded.feed_cursor, role = excluded.role,"
      " device_id = excluded.device_id, needed_until = excluded.needed_until,"
      " item = excluded.item",
      site_, std::string_view(fact), *cursor, audience.role, audience.device,
      protocol::needed_until(item), json));
}

Result<port::FeedRows> SiteTransaction::feed_after(std::int64_t cursor,
                                                   const protocol::Reader& reader,
                                                   std::size_t limit) {
  auto rows = collect(
      session_.select("SELECT feed_cursor, item FROM facts WHERE site_id = ?1 AND feed_cursor > ?2"
                      " AND (role IS NULL OR role = ?3) AND (device_id IS NULL OR device_id = ?4)"
                      " ORDER BY feed_cursor LIMIT ?5",
                      site_, cursor, reader.role, reader.device, limit),
      [](Row& row) {
        return port::FeedRow{row.integer(0), row.parsed(protocol::feed_item_from(row.text(1)))};
      });
  if (!rows) {
    return rows.error();
  }
  port::FeedRows found{*std::move(rows), cursor, false};
  found.more = found.rows.size() >= limit;
  if (found.more) {
    found.cursor = found.rows.empty() ? cursor : found.rows.back().cursor;
    return found;
  }
  const Result<std::int64_t> head = feed_cursor();
  found.cursor = head ? std::max(cursor, *head) : cursor;
  return head ? Result<port::FeedRows>(std::move(found)) : head.error();
}

Result<std::int64_t> SiteTransaction::feed_cursor() {
  const auto head =
      first(session_.select("SELECT feed_cursor FROM sites WHERE site_id = ?1", site_),
            [](Row& row) { return row.integer(0); });
  return head ? Result<std::int64_t>(head->value_or(0)) : head.error();
}

Status SiteTransaction::forget_feed(UtcTime now) {
  return ran(
      session_.run("DELETE FROM facts WHERE site_id = ?1 AND needed_until < ?2", site_, now));
}

Status SiteTransaction::save_backup(std::int64_t cursor) {
  return ran(
      session_.run("UPDATE sites SET stable_cursor = backup_cursor, backup_cursor = ?2"
                   " WHERE site_id = ?1 AND backup_cursor < ?2",
                   site_, cursor));
}

Result<std::int64_t> SiteTransaction::stable_cursor() {
  const auto stable =
      first(session_.select("SELECT stable_cursor FROM sites WHERE site_id = ?1", site_),
            [](Row& row) { return row.integer(0); });
  return stable ? Result<std::int64_t>(stable->value_or(0)) : stable.error();
}

}  // namespace lobby::sql
