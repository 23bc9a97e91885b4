// The implementations of DeviceStore that the contract runs over.
#pragma once

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "platform/sqlite/device_store.h"
#include "tests/fakes/memory_device_store.h"
#include "tests/fakes/store_facts.h"

namespace lobby::tests {

inline int occurrences(std::string_view text, std::string_view word) {
  int count = 0;
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    ++count;
  }
  return count;
}

class MemoryDeviceKind {
 public:
  std::unique_ptr<port::DeviceStore> open(const ScratchDirectory&) {
    auto store = std::make_unique<MemoryDeviceStore>();
    last_ = store.get();
    return store;
  }
  // How often `word` is stored.
  int copies_of(std::string_view word, const ScratchDirectory&) {
    return occurrences(last_->everything_stored(), word);
  }

 private:
  MemoryDeviceStore* last_ = nullptr;
};

class SqliteDeviceKind {
 public:
  std::unique_ptr<port::DeviceStore> open(const ScratchDirectory& directory) {
    auto store = sqlite::DeviceStore::open({.path = directory.file("device.db"),
                                            .migrations_directory = migrations_directory("device"),
                                            .busy_timeout_ms = 1'000,
                                            .vfs = {}});
    EXPECT_TRUE(store.ok()) << to_string(store.error());
    return store ? std::move(*store) : nullptr;
  }
  // In the bytes of its files, not only in answers. The database and its log may both hold a page,
  // so a copy counts once.
  int copies_of(std::string_view word, const ScratchDirectory& directory) {
    int most = 0;
    for (const char* name : {"device.db", "device.db-wal"}) {
      std::ifstream input(directory.file(name), std::ios::binary);
      const std::string bytes((std::istreambuf_iterator<char>(input)), {});
      most = std::max(most, occurrences(bytes, word));
    }
    return most;
  }
};

using DeviceStoreKinds = testing::Types<MemoryDeviceKind, SqliteDeviceKind>;

struct DeviceStoreKindNames {
  template <class Kind>
  static std::string GetName(int) {
    return std::is_same_v<Kind, MemoryDeviceKind> ? "memory" : "sqlite";
  }
};

}  // namespace lobby::tests
