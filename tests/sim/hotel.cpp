// The sample hotel with small pools and a short horizon.
#include "tests/sim/hotel.h"

#include <algorithm>
#include <charconv>

#include "tests/fakes/sample.h"

namespace lobby::sim {
namespace {

constexpr std::string_view prefix = "catalogue ";

void shrink(catalog::Pool& pool, std::int32_t capacity, std::int32_t standing) {
  pool.capacity = capacity;
  pool.standing_per_device = standing;
}

}  // namespace

catalog::Catalog hotel(std::int64_t version) {
  catalog::Catalog made = tests::sample_catalog();
  const std::int32_t standing = version % 2 == 1 ? 1 : 2;
  std::erase_if(made.services, [](const catalog::Service& service) {
    return service.id == ServiceId::literal("lake-spa");
  });
  std::erase_if(made.pools,
                [](const catalog::Pool& pool) { return pool.id == PoolId::literal("therapists"); });
  for (catalog::Pool& pool : made.pools) {
    if (pool.id == PoolId::literal("king-room")) {
      shrink(pool, 6, standing);
    } else if (pool.id == PoolId::literal("hall")) {
      shrink(pool, 1, 0);  // held only while a guest decides
      pool.closes_minute = 14 * 60;
    } else if (pool.id == PoolId::literal("coach-seats")) {
      shrink(pool, 10, 2 * standing);
      pool.reclaim_after_hours = 4;
    } else {
      shrink(pool, 5, 1);
    }
  }
  for (catalog::Service& service : made.services) {
    service.horizon_days = horizon_days;
    service.nights_max = std::min(service.nights_max, nights_max);
    service.party_max = std::min(service.party_max, 3);
    std::erase_if(service.blocks,
                  [](const catalog::Block& block) { return block.end_minute > 14 * 60; });
    service.blocks_max = std::min(service.blocks_max, 2);
  }
  return made;
}

std::string text_of_version(std::int64_t version) {
  return std::string(prefix) + std::to_string(version);
}

std::int64_t version_of_text(const std::string& text) {
  std::int64_t version = 0;
  if (text.starts_with(prefix)) {
    std::from_chars(text.data() + prefix.size(), text.data() + text.size(), version);
  }
  return version;
}

}  // namespace lobby::sim
