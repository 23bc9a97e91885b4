// The feed of one site: the last item of every fact, in the order of their cursors.
// The thread that runs the closure.
#include <algorithm>
#include <utility>

#include "core/protocol/codec.h"
#include "platform/sql/changed.h"
#include "platform/sql/many_rows.h"
#include "platform/sql/site_transaction.h"

namespace lobby::sql {

namespace {

// Fact, cursor, role, device, when nobody needs it any more and text of each row; a row of cursor 0
// is passed by. ?1 the site.
constexpr std::size_t feed_columns = 6;

const ManyRows& upsert_facts() {
  static const ManyRows sql([](std::size_t rows) {
    return "INSERT INTO facts (site_id, fact, feed_cursor, role, device_id, needed_until, item)"
           " SELECT ?1, given.column1, given.column2, given.column3, given.column4, given.column5,"
           " given.column6 FROM " +
           given_rows(rows, 2, feed_columns) +
           " WHERE given.column2 > 0 ON CONFLICT (site_id, fact) DO UPDATE SET"
           " feed_cursor = excluded.feed_cursor, role = excluded.role,"
           " device_id = excluded.device_id, needed_until = excluded.needed_until,"
           " item = excluded.item";
  });
  return sql;
}

}  // namespace

// Kept back until the transaction ends or its feed is read: then all get their cursors at once.
Status SiteTransaction::append_feed(const protocol::FeedItem& item) {
  PendingItem added{protocol::fact_of(item), protocol::audience_of(item),
                    protocol::needed_until(item), protocol::to_json(item), 0};
  // An item that cannot be read back would stop the feed for every device.
  if (const auto readable = protocol::feed_item_from(added.json); !readable) {
    return readable.error();
  }
  // One row a fact: a statement may not touch a row twice.
  const auto earlier = pending_places_.find(added.fact);
  if (earlier != pending_places_.end()) {
    pending_[earlier->second].json.clear();
  }
  pending_places_.insert_or_assign(added.fact, pending_.size());
  pending_.push_back(std::move(added));
  return done();
}

// The cursor's row is the site's one hot row; a writer holds it until it commits, so that cursors
// become visible in their order.
Status SiteTransaction::write_feed() {
  std::vector<PendingItem> items = std::move(pending_);
  pending_.clear();
  pending_places_.clear();
  if (items.empty()) {
    return done();
  }
  const auto last = first(
      session_.select("INSERT INTO sites (site_id, incarnation, feed_cursor) VALUES (?1, 1, ?2)"
                      " ON CONFLICT (site_id) DO UPDATE SET"
                      " feed_cursor = sites.feed_cursor + excluded.feed_cursor"
                      " RETURNING feed_cursor",
                      site_, items.size()),
      [](Row& row) { return row.integer(0); });
  if (!last) {
    return last.error();
  }
  const std::int64_t before = last->value_or(0) - static_cast<std::int64_t>(items.size());
  for (std::size_t place = 0; place < items.size(); ++place) {
    items[place].cursor = before + static_cast<std::int64_t>(place) + 1;
  }
  std::erase_if(items, [](const PendingItem& item) { return item.json.empty(); });
  for (std::span<const PendingItem> left = items; !left.empty();) {
    const auto some = left.first(std::min(left.size(), rows_max));
    std::vector<Value> values{value_of(site_)};
    for (std::size_t row = 0; row < row_count_for(some.size()); ++row) {
      const bool filler = row >= some.size();
      const PendingItem& item = filler ? some.front() : some[row];
      values.insert(values.end(),
                    {value_of(std::string_view(item.fact)), value_of(filler ? 0 : item.cursor),
                     value_of(item.audience.role), value_of(item.audience.device),
                     value_of(item.needed_until),
                     value_of(filler ? std::string_view() : std::string_view(item.json))});
    }
    if (const auto written = session_.change(upsert_facts().text(some.size()), values); !written) {
      return written.error();
    }
    left = left.subspan(some.size());
  }
  return done();
}

Result<port::FeedRows> SiteTransaction::feed_after(std::int64_t cursor,
                                                   const protocol::Reader& reader,
                                                   std::size_t limit) {
  if (Status written = write_feed(); !written) {
    return written.error();
  }
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
  if (Status written = write_feed(); !written) {
    return written.error();
  }
  const auto head =
      first(session_.select("SELECT feed_cursor FROM sites WHERE site_id = ?1", site_),
            [](Row& row) { return row.integer(0); });
  return head ? Result<std::int64_t>(head->value_or(0)) : head.error();
}

Status SiteTransaction::forget_feed(UtcTime now) {
  if (Status written = write_feed(); !written) {
    return written;
  }
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
