// The writer of one site. Its transaction begins by locking the site's row, so that the writers of
// a site run one after the other, whichever server program they belong to; other sites and all
// readers go on meanwhile.
// Why not SERIALIZABLE: what the service reads before it writes (the device's last sequence, an
// admission, the version of a booking or of the catalogue) must not change under it, and every
// writer tells the feed in the end, whose cursor is in that same row. Without the lock two writers
// would work side by side only for one to fail there and run again; with it no work is repeated,
// each sees all that went before, and the answers are those of one server.
// Calls come one at a time.
#pragma once

#include <optional>

#include "platform/postgres/pool.h"
#include "platform/sql/writer_group.h"

namespace lobby::postgres {

class SiteWriter final : public sql::Writer {
 public:
  explicit SiteWriter(Pool& pool) : pool_(pool) {}

  Status begin(const SiteId& site) override;
  Status commit() override;
  void roll_back() override;
  Status mark() override;
  Status keep() override;
  Status undo() override;
  sql::Session& session() override { return lease_->connection(); }
  bool in_transaction() const override { return !lease_->connection().is_lost(); }
  std::optional<Error> failure() const override { return lease_->connection().failure(); }
  bool conflict() const override { return lease_ ? lease_->connection().conflict() : conflict_; }

 private:
  Pool& pool_;
  std::optional<Pool::Lease> lease_;
  bool conflict_ = false;  // of a transaction that is over
};

}  // namespace lobby::postgres
