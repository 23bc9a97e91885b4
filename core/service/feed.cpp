// Reading the feed, and putting a new catalogue into it.
#include <functional>

#include "core/base/limits.h"
#include "core/service/journal.h"
#include "core/service/standing.h"
#include "core/service/terms.h"

namespace lobby::service {
namespace {

using protocol::CatalogNotice;
using protocol::FeedPage;

// How often a device that only listens is noted as seen.
constexpr Duration contact_noted_every = Duration::minutes(1);

class PageRun {
 public:
  PageRun(const Work& work, port::DeviceRecord device, FeedPage& page)
      : work_(work), device_(std::move(device)), page_(page) {}

  // Without a write; false when the page needs one and must be made by fill().
  Result<bool> read_only(std::int64_t cursor);
  // With top-up and contact noted where they are due.
  Status fill(std::int64_t cursor);

 private:
  // A device without an epoch of its own is granted nothing.
  bool top_up_due(std::int64_t cursor) const {
    return device_.epoch_taken && (cursor == 0 || new_day_for(work_, device_));
  }
  bool contact_due() const {
    return !device_.last_contact || *device_.last_contact + contact_noted_every <= work_.now;
  }
  Status begin(std::int64_t cursor);
  Status add_catalog();
  Status scan();
  void take(const port::FeedRow& row);
  Status top_up();

  const Work& work_;
  port::DeviceRecord device_;
  FeedPage& page_;
  std::int64_t catalog_version_ = 0;
  bool catalog_changed_ = false;
  bool topped_up_ = false;
};

Result<bool> PageRun::read_only(std::int64_t cursor) {
  if (top_up_due(cursor) || contact_due()) {
    return false;
  }
  if (Status begun = begin(cursor); !begun) {
    return begun.error();
  }
  if (Status scanned = scan(); !scanned) {
    return scanned.error();
  }
  return !catalog_changed_ || !device_.epoch_taken;
}

Status PageRun::fill(std::int64_t cursor) {
  if (Status begun = begin(cursor); !begun) {
    return begun;
  }
  if (top_up_due(cursor)) {
    if (Status filled = top_up(); !filled) {
      return filled;
    }
  }
  if (Status scanned = scan(); !scanned) {
    return scanned;
  }
  if (catalog_changed_ && !topped_up_ && device_.epoch_taken) {
    // New pools or larger standing allotments: their grants follow on the next page.
    if (Status filled = top_up(); !filled) {
      return filled;
    }
    page_.more = true;
  }
  return topped_up_ || contact_due()
             ? work_.store.save_device_progress(device_.id, {device_.last_sequence, device_.chain},
                                                work_.now)
             : done();
}

Status PageRun::begin(std::int64_t cursor) {
  Result<std::int64_t> incarnation = work_.store.incarnation();
  if (!incarnation) {
    return incarnation.error();
  }
  Result<std::int64_t> version = work_.store.catalog_version();
  if (!version) {
    return version.error();
  }
  const Result<std::int64_t> stable = work_.store.stable_cursor();
  if (!stable) {
    return stable.error();
  }
  catalog_version_ = *version;
  page_ = {*incarnation, work_.now, cursor, false, {}, device_.epoch, *stable};
  return cursor == 0 && catalog_version_ > 0 ? add_catalog() : done();
}

Status PageRun::add_catalog() {
  Result<std::string> toml = work_.store.catalog_toml();
  if (!toml) {
    return toml.error();
  }
  page_.items.push_back(CatalogNotice{catalog_version_, *std::move(toml)});
  return done();
}

Status PageRun::scan() {
  const std::size_t room = limits::feed_items_max - page_.items.size();
  const Result<port::FeedRows> found =
      work_.store.feed_after(page_.cursor, {device_.role, device_.id}, room);
  if (!found) {
    return found.error();
  }
  for (const port::FeedRow& row : found->rows) {
    take(row);
  }
  page_.cursor = found->cursor;
  page_.more = found->more;
  return done();
}

void PageRun::take(const port::FeedRow& row) {
  // Rows from before they said for whom they are.
  if (!protocol::audience_of(row.item).includes({device_.role, device_.id})) {
    return;
  }
  if (const auto* notice = std::get_if<CatalogNotice>(&row.item)) {
    const bool sent_first = !page_.items.empty() && page_.items.front() == row.item;
    if (notice->version != catalog_version_ || sent_first) {
      return;
    }
    catalog_changed_ = true;
  }
  page_.items.push_back(row.item);
}

Status PageRun::top_up() {
  topped_up_ = true;
  return top_up_horizon(work_, device_);
}

// Runs `make` on the device's page in a transaction.
Status with_page(const Office& office, DeviceId device, UtcTime now, FeedPage& page,
                 port::ServerTransaction& store, const std::function<Status(PageRun&)>& make) {
  const Work work{office, store, now};
  Result<port::DeviceRecord> record = known_device(store, device);
  if (!record) {
    return record.error();
  }
  PageRun run(work, *record, page);
  return make(run);
}

// Whether the device has heard more than the server has said.
Result<bool> has_forgotten(port::ServerTransaction& store, const FeedQuery& query,
                           std::int64_t head) {
  const Result<std::int64_t> incarnation = store.incarnation();
  if (!incarnation) {
    return incarnation.error();
  }
  return query.known > *incarnation || (query.known == *incarnation && query.cursor > head);
}

// The server may go on from an older state, and nobody has told it so.
Status catch_forgetting(const Office& office, DeviceId device, const FeedQuery& query,
                        std::int64_t head, UtcTime now) {
  bool forgotten = false;
  const auto look = [&](port::ServerTransaction& store) {
    const Result<bool> looked = has_forgotten(store, query, head);
    forgotten = looked && *looked;
    return looked ? done() : Status(looked.error());
  };
  if (Status looked = office.store.read(office.site(), look); !looked || !forgotten) {
    return looked;
  }
  return office.store.run(office.site(), [&](port::ServerTransaction& store) {
    if (Status looked = look(store); !looked || !forgotten) {
      return looked;
    }
    const Result<std::int64_t> begun = store.begin_incarnation(query.known);
    if (!begun) {
      return Status(begun.error());
    }
    // The server may have forgotten the device too.
    const Result<std::optional<port::DeviceRecord>> known = store.device(device);
    if (!known) {
      return Status(known.error());
    }
    port::DeviceRecord witness = known->value_or(port::DeviceRecord{});
    witness.id = device;
    return append_journal(
        {office, store, now},
        {entry_from(witness, "begin_incarnation", "incarnation " + std::to_string(*begun))});
  });
}

office::JournalEntry installed_entry(const Office& office, std::int64_t version,
                                     const std::string& toml, const Actor& actor) {
  office::JournalEntry entry =
      entry_by(actor, "install_catalog", "version " + std::to_string(version));
  entry.content =
      office.hasher.sha256({reinterpret_cast<const std::uint8_t*>(toml.data()), toml.size()});
  return entry;
}

}  // namespace

Result<FeedPage> read_feed(const Office& office, DeviceId device, const FeedQuery& query,
                           UtcTime now) {
  Result<std::int64_t> head = office.store.feed_head(office.site());
  if (!head) {
    return head.error();
  }
  const std::int64_t from = query.cursor < 0 || query.cursor > *head ? 0 : query.cursor;
  if (query.cursor > *head || query.known > 1) {
    if (Status caught = catch_forgetting(office, device, query, *head, now); !caught) {
      return caught.error();
    }
  }
  FeedPage page;
  bool complete = false;
  const Status looked = office.store.read(office.site(), [&](port::ServerTransaction& store) {
    return with_page(office, device, now, page, store, [&](PageRun& run) {
      Result<bool> made = run.read_only(from);
      complete = made && *made;
      return made ? done() : Status(made.error());
    });
  });
  if (!looked) {
    return looked.error();
  }
  if (complete) {
    return page;
  }
  const Status filled = office.store.run(office.site(), [&](port::ServerTransaction& store) {
    return with_page(office, device, now, page, store,
                     [&](PageRun& run) { return run.fill(from); });
  });
  if (!filled) {
    return filled.error();
  }
  return page;
}

Result<std::int64_t> install_catalog(const Office& office, const std::string& toml, UtcTime now,
                                     const Actor& actor) {
  if (toml.size() > limits::catalog_file_bytes) {
    return fail(ErrorCode::too_large, "the catalogue has more than " +
                                          std::to_string(limits::catalog_file_bytes) + " bytes");
  }
  std::int64_t in_force = 0;
  const Status installed = office.store.run(office.site(), [&](port::ServerTransaction& store) {
    const Work work{office, store, now};
    Result<std::int64_t> version = store.catalog_version();
    if (!version) {
      return Status(version.error());
    }
    in_force = *version;
    Result<std::string> current = in_force == 0 ? std::string() : store.catalog_toml();
    if (!current) {
      return Status(current.error());
    }
    if (in_force == 0 || *current != toml) {
      in_force += 1;
      if (Status saved = store.save_catalog(in_force, toml); !saved) {
        return saved;
      }
      if (Status told = store.append_feed(CatalogNotice{in_force, toml}); !told) {
        return told;
      }
      if (Status noted = append_journal(work, {installed_entry(office, in_force, toml, actor)});
          !noted) {
        return noted;
      }
    }
    if (Status kept = keep_terms(work); !kept) {
      return kept;
    }
    return ensure_horizon(work);
  });
  if (!installed) {
    return installed.error();
  }
  return in_force;
}

}  // namespace lobby::service
