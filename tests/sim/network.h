// The network of one device for one exchange: a port::Transport whose requests meet a fate drawn
// from a table - lost, answered and not heard, delivered twice or late, a server that ends.
// One thread.
#pragma once

#include "core/port/transport.h"
#include "tests/sim/world.h"

namespace lobby::sim {

class Network final : public port::Transport {
 public:
  Network(World& world, Device& device) : world_(world), device_(device) {}

  Result<port::Reply> post(std::string_view path, std::string_view json, Duration) override {
    return exchange({device_.identity().device, true, std::string(path), std::string(json)});
  }
  Result<port::Reply> get(std::string_view path, Duration) override {
    return exchange({device_.identity().device, false, std::string(path), {}});
  }
  void cancel() override {}

 private:
  Result<port::Reply> exchange(const Request& request);

  World& world_;
  Device& device_;
};

// Notes what a server said, whether or not a device hears it.
void watch_reply(World& world, const Request& request, const port::Reply& reply);

}  // namespace lobby::sim
