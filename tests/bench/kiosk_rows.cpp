// Measures the real lobby-kiosk, enrolled at a running lobby-server, on SDL's dummy video driver.
#include "tests/bench/kiosk_rows.h"

#include <chrono>
#include <filesystem>

#include "tests/bench/frame_process.h"
#include "tests/bench/kiosk_walk.h"
#include "tests/bench/row_table.h"
#include "tests/fakes/rig.h"

namespace lobby::bench {
namespace {

constexpr double frame_limit_ms = 16.7;  // a frame at 60 Hz
constexpr double change_limit_ms = 250;  // a screen change, of design ui.md
constexpr double still_cpu_limit = 1;    // % of a core
constexpr std::chrono::seconds still_for{10};

const std::vector<Row>& kiosk_rows() {
  static const std::vector<Row> rows{
      {"kiosk_start", "process start to first frame, files cached",
       "a process of the same libraries that opens the window and shows one empty frame", "ms"},
      {"kiosk_still_frames", "frames drawn in 10 s of a still screen",
       "0: nothing changed, nothing is due", ""},
      {"kiosk_still_cpu", "CPU of a still screen, % of a core, sync included", "the design's 1%",
       "%"},
      {"kiosk_memory", "resident memory after those 10 s",
       "a window with Dear ImGui and the three fonts, a line drawn of each", "MB"},
      {"kiosk_frame_build", "layout and draw lists of a frame", "a frame at 60 Hz", "ms"},
      {"kiosk_screen_change", "touch to new screen, software renderer", "ui.md's 250 ms", "ms"},
  };
  return rows;
}

// A server and a kiosk that knows it and has its catalogue.
class KioskHouse {
 public:
  KioskHouse() : data_(server_.data().parent_path() / "kiosk") {
    server_.start();
    tests::enrol_device(server_, "Kiosk 1", protocol::DeviceRole::kiosk, data_);
    tests::KioskRig rig({.data = data_});
    rig.wait_for_contact();
  }
  const std::filesystem::path& data() const { return data_; }
  std::vector<std::string> arguments() const { return {"--data", data_.string(), "--figures"}; }

 private:
  tests::ServerProcess server_;
  std::filesystem::path data_;
};

void measure_start(RowTable& table, const KioskHouse& house, int times) {
  std::vector<double> ours;
  std::vector<double> limit;
  for (int time = 0; time < times; ++time) {
    FrameProcess kiosk("lobby-kiosk", house.arguments());
    ours.push_back(kiosk.first_frame_ms());
    kiosk.end();
    FrameProcess bare("lobby-bench", {"--bare", "window"});
    limit.push_back(bare.first_frame_ms());
    bare.end();
  }
  table.set("kiosk_start", median(ours), median(limit));
}

void measure_still(RowTable& table, const KioskHouse& house) {
  FrameProcess bare("lobby-bench", {"--bare", "fonts"});
  bare.first_frame_ms();
  const double bare_mb = bare.resident_mb();

  FrameProcess kiosk("lobby-kiosk", house.arguments());
  kiosk.settle();
  const std::int64_t frames_before = kiosk.frames_after({});
  const double cpu_before_ms = kiosk.cpu_ms();
  const double bare_cpu_before_ms = bare.cpu_ms();
  const auto before = std::chrono::steady_clock::now();
  const std::int64_t frames = kiosk.frames_after(still_for) - frames_before;
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - before;
  const double cpu_percent = 100 * (kiosk.cpu_ms() - cpu_before_ms) / taken.count();
  const double bare_percent = 100 * (bare.cpu_ms() - bare_cpu_before_ms) / taken.count();
  table.set("kiosk_still_frames", static_cast<double>(frames), 0);
  table.set("kiosk_still_cpu", cpu_percent, still_cpu_limit);
  table.set("kiosk_memory", kiosk.resident_mb(), bare_mb);
  kiosk.end();
  bare.end();
  if (Row* row = table.find("kiosk_still_cpu")) {
    row->limit_is += "; a bare window that waits on this driver took " +
                     std::to_string(bare_percent).substr(0, 4) + "%";
  }
  if (Row* row = table.find("kiosk_still_frames"); row != nullptr && frames > 0) {
    row->fault = "a still screen draws nothing";
  }
}

void measure_frames(RowTable& table, const KioskHouse& house, int rounds) {
  const WalkFigures figures = walk_kiosk(house.data(), rounds);
  table.set("kiosk_frame_build", median(figures.build_ms), frame_limit_ms);
  table.set("kiosk_screen_change", median(figures.change_ms), change_limit_ms);
}

}  // namespace

std::vector<Row> measure_kiosk(const Plan& plan) {
  RowTable table(plan, kiosk_rows());
  if (table.empty()) {
    return {};
  }
  const std::vector<std::string> all{"kiosk_start",  "kiosk_still_frames", "kiosk_still_cpu",
                                     "kiosk_memory", "kiosk_frame_build",  "kiosk_screen_change"};
  table.measure(all, [&] {
    const KioskHouse house;
    table.measure({"kiosk_start"}, [&] { measure_start(table, house, plan.quick ? 5 : 15); });
    table.measure({"kiosk_still_frames", "kiosk_still_cpu", "kiosk_memory"},
                  [&] { measure_still(table, house); });
    table.measure({"kiosk_frame_build", "kiosk_screen_change"},
                  [&] { measure_frames(table, house, plan.quick ? 4 : 20); });
  });
  return table.take();
}

}  // namespace lobby::bench
