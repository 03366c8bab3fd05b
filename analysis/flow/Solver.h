// The one fixed-point loop over blocks. An analysis is a state, its join and its transfer.

#pragma once

#include "analysis/flow/Graph.h"

#include <concepts>
#include <vector>

namespace highwater::flow {

/// A backward problem over blocks. `join` must be associative, commutative and idempotent, and states must form a lattice
/// of finite height; the solver relies on both to end.
template <typename P>
concept BackwardProblem = std::equality_comparable<typename P::State> &&
                          requires(const P problem, typename P::State state, events::BlockId block) {
                            { problem.bottom() } -> std::same_as<typename P::State>;
                            { problem.join(state, state) } -> std::same_as<typename P::State>;
                            { problem.transfer(state, block) } -> std::same_as<typename P::State>;
                          };

/// The state behind each block.
template <BackwardProblem P>
std::vector<typename P::State> solveBackward(const events::Body &body, const Graph &graph, const P &problem) {
  std::size_t count = body.blocks.size();
  std::vector<typename P::State> out(count, problem.bottom()), in(count, problem.bottom());
  std::vector<bool> pending(count, true);
  for (bool work = true; work;) {
    work = false;
    for (events::BlockId block = count; block-- > 0;) {
      if (!pending[block])
        continue;
      pending[block] = false;
      typename P::State state = problem.bottom();
      for (events::BlockId successor : body.blocks[block].terminator.successors)
        if (successor != events::none)
          state = problem.join(std::move(state), in[successor]);
      out[block] = state;
      state = problem.transfer(std::move(state), block);
      if (state == in[block])
        continue;
      in[block] = std::move(state);
      work = true;
      for (events::BlockId predecessor : graph.predecessors[block])
        pending[predecessor] = true;
    }
  }
  return out;
}

} // namespace highwater::flow
