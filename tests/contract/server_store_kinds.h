// The implementations of ServerStore that the contract runs over.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "platform/postgres/server_store.h"
#include "platform/sqlite/server_store.h"
#include "tests/fakes/memory_server_store.h"
#include "tests/fakes/postgres_process.h"
#include "tests/fakes/store_facts.h"

namespace lobby::tests {

class MemoryServerKind {
 public:
  static constexpr const char* name = "memory";
  std::unique_ptr<port::ServerStore> open(const ScratchDirectory&) {
    return std::make_unique<MemoryServerStore>();
  }
};

class SqliteServerKind {
 public:
  static constexpr const char* name = "sqlite";
  std::unique_ptr<port::ServerStore> open(const ScratchDirectory& directory) {
    auto store = sqlite::ServerStore::open({.path = directory.file("server.db"),
                                            .migrations_directory = migrations_directory("server"),
                                            .busy_timeout_ms = 500,
                                            .vfs = {}});
    EXPECT_TRUE(store.ok()) << to_string(store.error());
    return store ? std::move(*store) : nullptr;
  }
};

class PostgresServerKind {
 public:
  static constexpr const char* name = "postgres";
  std::unique_ptr<port::ServerStore> open(const ScratchDirectory&) {
    return open_at(PostgresProcess::shared().fresh_url());
  }
  static std::unique_ptr<port::ServerStore> open_at(const std::string& url) {
    auto store = postgres::ServerStore::open(
        {.url = url, .migrations_directory = migrations_directory("server")});
    EXPECT_TRUE(store.ok()) << to_string(store.error());
    return store ? std::move(*store) : nullptr;
  }
};

using ServerStoreKinds = testing::Types<MemoryServerKind, SqliteServerKind, PostgresServerKind>;

struct ServerStoreKindNames {
  template <class Kind>
  static std::string GetName(int) {
    return Kind::name;
  }
};

// A store with a few words to work in it; every call is a transaction of its own.
template <class Kind>
class ServerStoreFixture : public testing::Test {
 protected:
  void SetUp() override {
    store_ = kind_.open(directory_);
    ASSERT_NE(store_, nullptr);
  }
  port::ServerStore& store() { return *store_; }
  // `work` is a function of the transaction, returning a Status or a Result of anything.
  template <class Work>
  auto in(const Work& work, const SiteId& where = site)
      -> std::invoke_result_t<Work, port::ServerTransaction&> {
    using Answer = std::invoke_result_t<Work, port::ServerTransaction&>;
    std::optional<Answer> answer;
    const Status ran = store_->run(where, [&](port::ServerTransaction& transaction) -> Status {
      answer = work(transaction);
      return answer->ok() ? done() : Status(answer->error());
    });
    return ran ? std::move(*answer) : Answer(ran.error());
  }
  template <class Value>
  static ErrorCode code(const Result<Value>& result) {
    EXPECT_FALSE(result.ok());
    return result.ok() ? ErrorCode::internal : result.error().code;
  }
  Status ensure(std::vector<inventory::Slot> slots, std::int32_t capacity) {
    return in([&](port::ServerTransaction& to) { return to.ensure_slots(slots, capacity); });
  }
  Result<std::int32_t> grant(DeviceId device, const inventory::SlotUnits& units) {
    return in([&](port::ServerTransaction& to) { return to.grant({device, 1}, units); });
  }
  inventory::Capacity capacity(const inventory::Slot& slot) {
    const auto found = in([&](port::ServerTransaction& to) {
      return to.capacities(slot.pool, slot.date, slot.date);
    });
    for (const auto& [known, count] : *found) {
      if (known == slot) {
        return count;
      }
    }
    return {};
  }
  Status append(const protocol::FeedItem& item) {
    return in([&](port::ServerTransaction& to) { return to.append_feed(item); });
  }
  // As a desk reads it.
  Result<std::vector<port::FeedRow>> feed(std::int64_t cursor, std::size_t limit = 100) {
    auto found = in([&](port::ServerTransaction& to) {
      return to.feed_after(cursor, {protocol::DeviceRole::desk, {}}, limit);
    });
    return found ? Result<std::vector<port::FeedRow>>(std::move(found->rows)) : found.error();
  }

  ScratchDirectory directory_;
  Kind kind_;
  std::unique_ptr<port::ServerStore> store_;
};

inline const DeviceId kiosk_one = id_of<DeviceId>(1);
inline const DeviceId kiosk_two = id_of<DeviceId>(2);

}  // namespace lobby::tests
