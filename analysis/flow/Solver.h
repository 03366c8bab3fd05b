// The fixed-point loop over blocks, in both directions. An analysis is a state, its join and its transfer.

#pragma once

#include "analysis/flow/Graph.h"

#include <algorithm>
#include <concepts>
#include <map>
#include <optional>
#include <utility>
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

/// A forward problem that may say different things to different successors. `join` is the least upper bound of two ways that
/// meet at a block; `widen` makes what still grows, compared with the state before, reach a value that stays.
template <typename P>
concept ForwardProblem = std::equality_comparable<typename P::State> &&
                         requires(P problem, typename P::State state, events::BlockId block, unsigned successor) {
                           { problem.entry() } -> std::same_as<typename P::State>;
                           { problem.transfer(state, block) } -> std::same_as<typename P::State>;
                           { problem.along(state, block, successor) } -> std::same_as<std::optional<typename P::State>>;
                           problem.join(state, state, block);
                           problem.widen(state, state);
                         };

/// The state in front of each block; nothing where control does not get to. Blocks are visited in their order, so that a
/// loop settles before what follows it.
template <ForwardProblem P>
std::vector<std::optional<typename P::State>> solveForward(const events::Body &body, P &problem, unsigned widenAfter,
                                                           unsigned mostVisits) {
  using State = typename P::State;
  size_t count = body.blocks.size();
  std::vector<std::optional<State>> in(count);
  std::vector<std::map<std::pair<events::BlockId, unsigned>, State>> arriving(count); // by edge
  std::vector<bool> pending(count, false);
  std::vector<unsigned> visits(count, 0);
  pending[0] = true;
  for (events::BlockId block = 0; block < count;) {
    if (!pending[block]) {
      ++block;
      continue;
    }
    pending[block] = false;
    // All ways in are joined when the block's turn comes, not each time that one of them changes.
    std::optional<State> met;
    if (block == 0)
      met = problem.entry();
    for (const auto &[edge, way] : arriving[block])
      if (met)
        problem.join(*met, way, block);
      else
        met = way;
    if (in[block] && visits[block] >= widenAfter)
      problem.widen(*met, *in[block]);
    if (in[block] && *in[block] == *met)
      continue;
    in[block] = std::move(met);
    if (visits[block] == mostVisits)
      continue;
    ++visits[block];
    State out = problem.transfer(*in[block], block);
    events::BlockId next = block + 1;
    const std::vector<events::BlockId> &successors = body.blocks[block].terminator.successors;
    for (unsigned index = 0; index < successors.size(); ++index) {
      events::BlockId successor = successors[index];
      if (successor == events::none)
        continue;
      std::optional<State> state = problem.along(out, block, index);
      if (!state)
        continue;
      auto [way, isNew] = arriving[successor].try_emplace({block, index}, *state);
      if (!isNew) {
        if (way->second == *state)
          continue;
        way->second = std::move(*state);
      }
      pending[successor] = true;
      next = std::min(next, successor);
    }
    block = next;
  }
  return in;
}

} // namespace highwater::flow
