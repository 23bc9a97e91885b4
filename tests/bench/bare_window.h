// What a program with a window costs before it does anything: the limits of the kiosk's rows, run
// as child processes of this program with the kiosk's libraries linked in.
#pragma once

#include <string_view>

namespace lobby::bench {

// "window": opens a portrait window and shows one empty frame.
// "fonts": the same with Dear ImGui, the kiosk's three fonts and a line of each.
// Prints `frames 1`, then waits for events until SIGTERM. Returns the exit status.
int run_bare(std::string_view kind);

}  // namespace lobby::bench
