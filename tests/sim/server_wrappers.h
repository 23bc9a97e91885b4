// The store as one server process sees it: commits that fail, work that is run twice (as after a
// conflict), and, sabotaged, one safety less.
// One thread.
#pragma once

#include <optional>
#include <set>

#include "core/port/server_store.h"
#include "tests/sim/options.h"

namespace lobby::sim {

class ProcessStore final : public port::ServerStore {
 public:
  ProcessStore(port::ServerStore& inner, Sabotage sabotage) : inner_(inner), sabotage_(sabotage) {}

  Status run(const SiteId& site, const Work& work) override;
  Status read(const SiteId& site, const Work& work) override;
  Result<std::int64_t> feed_head(const SiteId& site) override { return inner_.feed_head(site); }

  // The next commit fails; the next work is run twice.
  void fail_commit() { fails_ = true; }
  void run_twice() { twice_ = true; }
  void heal() { fails_ = twice_ = false; }
  // sequence_check: the number that is taken for the device's last.
  void pretend_sequence(std::optional<std::int64_t> last) { pretended_ = last; }

 private:
  Status work_once(port::ServerTransaction& store, const Work& work) const;

  port::ServerStore& inner_;
  const Sabotage sabotage_;
  bool fails_ = false;
  bool twice_ = false;
  std::optional<std::int64_t> pretended_;
  mutable std::set<OperationId> requests_;  // grant_request_id: those it has forgotten
};

}  // namespace lobby::sim
