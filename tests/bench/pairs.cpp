// Runs the functions that the plan wants and joins their medians to rows.
#include "tests/bench/pairs.h"

#include <array>
#include <map>

#include <benchmark/benchmark.h>

namespace lobby::bench {
namespace {

struct Pair {
  const char* name;
  const char* what;
  const char* limit_is;
  const char* ours;
  const char* limit;
};

constexpr auto pairs = std::to_array<Pair>({
    {"booking_commit", "durable bookings on the device",
     "a raw SQLite insert of the same bytes, WAL and FULL, one flush each",
     "device_booking_commit/real_time", "raw_sqlite_insert/real_time"},
    {"ticket_sign", "tickets signed and made text", "raw OpenSSL Ed25519 on the same message",
     "ticket_sign/ours", "ticket_sign/limit"},
    {"ticket_verify", "ticket texts read and verified", "raw OpenSSL Ed25519 on the same message",
     "ticket_verify/ours", "ticket_verify/limit"},
    {"qr_encode", "tickets encoded as QR", "the bare libqrencode call on the same text",
     "qr_encode/ours", "qr_encode/limit"},
    {"operations_single", "operations through HTTPS into SQLite, one a request",
     "a bare SQLite insert of a row of the same size, one a commit, no network",
     "https_operations/ours/1/real_time", "https_operations/limit/1/real_time"},
    {"operations_batch", "the same, 64 a request", "a bare SQLite insert, 64 rows a commit",
     "https_operations/ours/64/real_time", "https_operations/limit/64/real_time"},
});

// Items a second of each function's median run. All functions of the table count items.
class Medians final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      const auto rate = run.counters.find("items_per_second");
      if (run.aggregate_name == "median" && rate != run.counters.end()) {
        per_second_[run.run_name.str()] = rate->second;
      }
    }
  }
  std::optional<double> per_second(const std::string& name) const {
    const auto found = per_second_.find(name);
    return found == per_second_.end() ? std::nullopt : std::optional<double>(found->second);
  }

 private:
  std::map<std::string, double> per_second_;
};

void set_options(bool quick) {
  std::string program = "lobby-bench";
  std::string least_time = quick ? "--benchmark_min_time=0.05" : "--benchmark_min_time=0.5";
  std::string repetitions = quick ? "--benchmark_repetitions=3" : "--benchmark_repetitions=9";
  std::string interleaved = "--benchmark_enable_random_interleaving=true";
  std::array<char*, 4> words{program.data(), least_time.data(), repetitions.data(),
                             interleaved.data()};
  int count = static_cast<int>(words.size());
  benchmark::Initialize(&count, words.data());
}

}  // namespace

std::vector<Row> measure_pairs(const Plan& plan) {
  std::vector<Row> rows;
  std::string wanted;
  for (const Pair& pair : pairs) {
    if (plan.wants(pair.name)) {
      wanted += wanted.empty() ? "^(" : "|";
      wanted += std::string(pair.ours) + "|" + pair.limit;
    }
  }
  if (wanted.empty()) {
    return rows;
  }
  set_options(plan.quick);
  Medians medians;
  benchmark::RunSpecifiedBenchmarks(&medians, wanted + ")$");
  for (const Pair& pair : pairs) {
    if (plan.wants(pair.name)) {
      Row row{pair.name, pair.what, pair.limit_is, "/s"};
      row.ours = medians.per_second(pair.ours);
      row.limit = medians.per_second(pair.limit);
      if (!row.ours || !row.limit) {
        row.fault = std::string("no figure from ") + (row.ours ? pair.limit : pair.ours);
      }
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace lobby::bench
