# Links lib/ and its code cache into the binary.
#
#   phasor_executable(NAME SOURCE...)
#     NAME_stage1: the sources with lib/ embedded and an empty code cache
#     NAME:        the same with the code cache that NAME_stage1 --build-code-cache makes
#
# The sources are .incbin'd by generated assembly: V8 reads them in place.
function(phasor_write_lib_assembly output)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/lib ${CMAKE_SOURCE_DIR}/lib/*.js)
  list(SORT files)
  set(text "    .section .rodata\n")
  set(table "    .section .data.rel.ro,\"aw\"\n    .balign 8\n    .globl phasor_lib_files\nphasor_lib_files:\n")
  set(index 0)
  set(depends)
  foreach(file ${files})
    string(REGEX REPLACE "\\.js$" "" id ${file})
    string(APPEND text "id_${index}: .asciz \"${id}\"\n    .balign 8\nfile_${index}: .incbin \"${CMAKE_SOURCE_DIR}/lib/${file}\"\nend_${index}:\n")
    string(APPEND table "    .quad id_${index}, file_${index}, end_${index} - file_${index}\n")
    list(APPEND depends ${CMAKE_SOURCE_DIR}/lib/${file})
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND table "    .globl phasor_lib_count\nphasor_lib_count: .quad ${index}\n    .section .note.GNU-stack,\"\",@progbits\n")
  file(CONFIGURE OUTPUT ${output} CONTENT "${text}${table}" @ONLY)
  set_source_files_properties(${output} PROPERTIES OBJECT_DEPENDS "${depends}")
  set(PHASOR_LIB_SOURCES "${depends}" PARENT_SCOPE)
endfunction()

function(phasor_write_cache_assembly output blob)
  set(text "    .section .rodata\n    .balign 16\n    .globl phasor_code_cache\nphasor_code_cache:\n")
  if(blob)
    string(APPEND text "    .incbin \"${blob}\"\n")
  endif()
  string(APPEND text "cache_end:\n    .balign 8\n    .globl phasor_code_cache_size\nphasor_code_cache_size: .quad cache_end - phasor_code_cache\n    .section .note.GNU-stack,\"\",@progbits\n")
  file(CONFIGURE OUTPUT ${output} CONTENT "${text}" @ONLY)
  if(blob)
    set_source_files_properties(${output} PROPERTIES OBJECT_DEPENDS "${blob}")
  endif()
endfunction()

enable_language(ASM)
set(PHASOR_GENERATED ${CMAKE_BINARY_DIR}/generated)
phasor_write_lib_assembly(${PHASOR_GENERATED}/lib.S)
add_library(phasor_lib OBJECT ${PHASOR_GENERATED}/lib.S)
phasor_write_cache_assembly(${PHASOR_GENERATED}/no_cache.S "")
add_library(phasor_no_cache OBJECT ${PHASOR_GENERATED}/no_cache.S)

function(phasor_executable name)
  add_executable(${name}_stage1 ${ARGN} $<TARGET_OBJECTS:phasor_lib> $<TARGET_OBJECTS:phasor_no_cache>)
  target_link_libraries(${name}_stage1 PRIVATE phasor_bindings)
  set(blob ${PHASOR_GENERATED}/${name}_code_cache.bin)
  add_custom_command(OUTPUT ${blob}
    COMMAND ${CMAKE_COMMAND} -E env --unset=PHASOR_LIB --unset=NODE_OPTIONS $<TARGET_FILE:${name}_stage1> --build-code-cache=${blob}
    DEPENDS ${name}_stage1 COMMENT "Building the code cache of lib/" VERBATIM)
  phasor_write_cache_assembly(${PHASOR_GENERATED}/${name}_cache.S ${blob})
  add_executable(${name} ${ARGN} $<TARGET_OBJECTS:phasor_lib> ${PHASOR_GENERATED}/${name}_cache.S)
  target_link_libraries(${name} PRIVATE phasor_bindings)
  # `#!/usr/bin/env node` scripts and npm's run-scripts find us by that name.
  add_custom_command(TARGET ${name} POST_BUILD
    COMMAND ${CMAKE_COMMAND} -E create_symlink ${name} $<TARGET_FILE_DIR:${name}>/node)
endfunction()
