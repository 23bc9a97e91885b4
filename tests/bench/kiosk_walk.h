// A guest's walk through the real kiosk under the real render loop: how long a frame takes to build
// and how long a screen takes from the touch to its first frame.
#pragma once

#include <filesystem>
#include <vector>

namespace lobby::bench {

struct WalkFigures {
  std::vector<double> build_ms;   // layout and draw lists of each frame, without rasterising
  std::vector<double> change_ms;  // touch -> state -> frame rasterised and presented
};

// `data` is an enrolled kiosk that has its catalogue; nothing is sent. UI thread.
WalkFigures walk_kiosk(const std::filesystem::path& data, int rounds);

}  // namespace lobby::bench
