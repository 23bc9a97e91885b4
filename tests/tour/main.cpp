// lobby-tour --out DIR: runs the tour and says whether it held.
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>

#include "tests/tour/tour.h"

int main(int argc, char** argv) {
  if (argc != 3 || std::strcmp(argv[1], "--out") != 0) {
    std::fprintf(stderr, "usage: lobby-tour --out DIR\n");
    return 2;
  }
  try {
    lobby::tests::Tour tour(argv[2]);
    const lobby::tests::TourCounts counts = tour.run();
    std::printf("tour: %d screens, %d bookings confirmed, %d synced, %d admitted, %d refused\n",
                counts.screens, counts.confirmed, counts.synced, counts.admitted, counts.refused);
    const bool held = counts.screens > 0 && counts.confirmed == 2 && counts.synced == 2 &&
                      counts.admitted == 2 && counts.refused == 1;
    return held ? 0 : 1;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "tour: %s\n", failure.what());
    return 1;
  }
}
