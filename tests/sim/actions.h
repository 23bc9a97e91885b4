// What can happen, one small function a row: people at devices, faults, staff. A new action is a
// function and a row.
// One thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "tests/sim/world.h"

namespace lobby::sim {

enum class At : std::uint8_t { kiosk, desk, any };

struct ActionRow {
  std::string_view name;
  std::uint32_t weight;
  At at;
  void (*run)(World&, Device&);
};

std::span<const ActionRow> actions();

// People at devices (actions_people.cpp).
void ask(World& world, Device& device);
void sell(World& world, Device& device);
void walk_away(World& world, Device& device);
void scan(World& world, Device& device);
void undo(World& world, Device& device);
void finish_guest(World& world, Device& device);
// Faults (actions_faults.cpp).
void cut_off(World& world, Device& device);
void plan_kill(World& world, Device& device);
void plan_power_cut(World& world, Device& device);
void plan_disk_fault(World& world, Device& device);
void heal_disk(World& world, Device& device);
void end_server(World& world, Device& device);
void jump_clock(World& world, Device& device);
void take_image(World& world, Device& device);
void put_image_back(World& world, Device& device);
void put_newer_back(World& world, Device& device);
void clone_disk(World& world, Device& device);

}  // namespace lobby::sim
